"""What remote work goes with in pay, at equal work, place, experience and year."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from greener.answers.estimate import SourceRef
from greener.answers.sentences import pay_text
from greener.answers.worth import Z
from greener.journal.records import Job, WorkMode

_MEASURED = (WorkMode.ONSITE, WorkMode.REMOTE)


@dataclass(frozen=True)
class RemotePremium:
    """How pay of remote jobs differs from that of on-site ones alike in all else that is known.

    Attributes:
        log_premium: Difference of log pay, remote less on-site; negative: remote pays less.
        sd: Its sd: sampling, and how much it differs from year to year.
        n: Salaries it rests on, those that have a like of the other kind.
        by_year: Year → the same difference in that year alone.
        source: Whose salaries.
        equal_in: What the salaries have in common beside country, experience and year.
        of_jobs: Which jobs they are, in words ("data and AI jobs"); "" for jobs of every kind.
        soc_prefix: Beginning of the occupations that those are; "" for all.
    """

    log_premium: float
    sd: float
    n: int
    by_year: Mapping[int, float]
    source: SourceRef
    equal_in: str = "title"
    of_jobs: str = ""
    soc_prefix: str = ""

    @property
    def interval(self) -> tuple[float, float, float]:
        """Low, middle and high of the premium as a share of on-site pay, at 80%."""
        low, middle, high = (math.expm1(self.log_premium + z * self.sd) for z in (-Z, 0.0, Z))
        return low, middle, high


def remote_sentence(premium: RemotePremium) -> str:
    """Return the premium with its interval in one sentence."""
    low, middle, high = premium.interval
    begin = f"Among {premium.of_jobs}, remote ones" if premium.of_jobs else "Remote jobs"
    return (
        f"{begin} paid {_share_text(middle)} than on-site ones of the same "
        f"{premium.equal_in}, country, "
        f"experience and year, likely between {_share_text(low)} and {_share_text(high)}"
    )


def remote_source(premium: RemotePremium) -> str:
    """Return the grey line of the premium: source, years, n, and how to take it."""
    newest = max(premium.by_year)
    return (
        f"{premium.source.title}, to {newest} · n = {premium.n:,} salaries · "
        "goes with remote work, not caused by it"
    )


def remote_history(premium: RemotePremium) -> str:
    """Return the premium of each year, since it moved."""
    years = ", ".join(
        f"{year} {_signed(math.expm1(log))}" for year, log in sorted(premium.by_year.items())
    )
    return f"Year by year: {years}. The interval counts in how far one year lies from another."


def remote_amount(premium: RemotePremium, job: Job) -> str | None:
    """Return what the premium comes to on the present pay, in a sentence.

    None without pay, and where the premium was measured on other work than the job's.
    """
    is_of_this_work = (job.occupation or "").startswith(premium.soc_prefix)
    if job.pay_annual is None or not is_of_this_work:
        return None
    low, middle, high = (share * float(job.pay_annual) for share in premium.interval)
    side = "more" if middle > 0 else "less"
    text = (
        f"On pay like yours, remote jobs bring {pay_text(abs(middle), job.currency)} a year {side}"
    )
    return f"{text}; it may as well be nothing." if low < 0 < high else f"{text}."


def modes_differ(now: WorkMode | None, then: WorkMode | None) -> bool:
    """Return whether one of two jobs is remote and the other on-site: hybrid is not measured."""
    return now in _MEASURED and then in _MEASURED and now is not then


def _share_text(share: float) -> str:
    percent = round(100 * share)
    if percent == 0:
        return "no more or less"
    return f"{abs(percent)}% {'more' if percent > 0 else 'less'}"


def _signed(share: float) -> str:
    percent = round(100 * share)
    return f"{percent:+d}%" if percent else "0%"
