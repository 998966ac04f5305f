"""The person's own companies on the market pages: marked on their screen, kept nowhere else.

Nothing here goes through the shared cache or into an address.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from greener.journal.entries import Entries
from greener.journal.records import Job
from greener.market.companies import company_key, find_company
from greener.market.industries import labels, sector_of
from greener.market.notices import notices_of_companies
from greener.market.store import Snapshot
from greener.market.us_states import find_state
from pages.shared.gate import journal_refusal
from pages.shared.market import snapshot
from pages.shared.person import Person, person


@dataclass(frozen=True)
class OwnCompanies:
    """Which listed companies are the person's.

    Attributes:
        reasons: Key of a listed company → why it is theirs, in words.
        unlisted: Their companies that the list does not have, as they wrote them.
    """

    reasons: Mapping[str, str] = field(default_factory=dict)
    unlisted: tuple[str, ...] = ()


def own_companies() -> OwnCompanies:
    """Return the person's employer, and the companies of their processes and wishes."""
    someone = whoever()
    if someone is None:
        return OwnCompanies()
    return match_own(snapshot(), named_companies(someone.entries))


def own_industries() -> frozenset[str]:
    """Return the list's words for the industry of the person's job."""
    job = _present_job()
    if job is None or job.industry is None:
        return frozenset()
    words = labels("layoff_list")
    return frozenset(word for word in words if sector_of("layoff_list", word) == job.industry)


def own_industry() -> str | None:
    """Return the NAICS sector of the person's job, when it is known."""
    job = _present_job()
    return job.industry if job else None


def own_country() -> str | None:
    """Return the country (ISO alpha-2) of the person's job, when it is known."""
    job = _present_job()
    return job.country if job else None


def own_stage() -> str | None:
    """Return the stage of the person's employer, as they entered it."""
    job = _present_job()
    return job.employer_stage if job else None


def own_state() -> str | None:
    """Return the postal code of the US state of the person's job, when it is known."""
    job = _present_job()
    if job is None or job.country != "US" or job.region is None:
        return None
    state = find_state(job.region)
    return state.postal if state else None


def whoever() -> Person | None:
    """Return whose entries may stand beside the market; None where there are none to show.

    The example person's companies are invented: the market knows nothing of them.
    """
    if journal_refusal():
        return None
    someone = person()
    return None if someone.is_example else someone


def _present_job() -> Job | None:
    someone = whoever()
    job = someone.entries.present_job if someone else None
    return job.record if job else None


def named_companies(entries: Entries) -> Iterator[tuple[str, str]]:
    """Yield the companies a person entered, with why they are theirs, the nearest first."""
    if entries.present_job:
        yield entries.present_job.record.employer, "my employer"
    for process in entries.processes:
        yield process.company, "in my pipeline"
    for wish in entries.dream_companies:
        yield wish.record.company, "on my dream list"


def own_notices() -> list[tuple[str, str, pd.Series | None]]:
    """Return each of the person's companies, why it is theirs, and its US notices; None: none.

    They are found by the exact name: an employer that filed under another one is not.
    """
    someone = whoever()
    if someone is None:
        return []
    named = {company_key(name): (name, why) for name, why in named_companies(someone.entries)}
    found = notices_of_companies(snapshot(), tuple(named)).set_index("company_key")
    notices = dict(found.iterrows())
    return [(name, why, notices.get(key)) for key, (name, why) in named.items()]


def match_own(market: Snapshot, named: Iterable[tuple[str, str]]) -> OwnCompanies:
    """Find companies on the list, by exact name or alias, never by likeness.

    Args:
        market: Where the list is.
        named: Company as the person writes it, and why it is theirs; the first reason counts.
    """
    reasons: dict[str, str] = {}
    unlisted: dict[str, None] = {}
    for name, reason in named:
        match = find_company(market, name)
        if match is None:
            unlisted[name] = None
        elif match.key not in reasons:
            reasons[match.key] = reason if match.relation == "same" else f"{reason}: {name}"
    return OwnCompanies(reasons, tuple(unlisted))
