"""The employer as the layoff list knows it: how deep its cuts are, and who is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from greener.answers.displacement import TENURE_BANDS, tenure_band
from greener.answers.evidence import Constant, Evidence
from greener.journal.records import WorkMode

AVERAGE_CUT_SHARE = Constant(
    0.17, Evidence.COMPUTED, "median share of staff in listed layoffs, shutdowns included"
)
CUT_SHARE_LOG_SD = Constant(
    0.40,
    Evidence.COMPUTED,
    "a firm's usual cut about its stage's: 447 listed firms with two or more known shares",
)
NEW_STARTER_SELECTION = Constant(
    1.5,
    Evidence.JUDGEMENT,
    "the laid-off had been there 1.2 years on average, their firms' staff 2.5",
)
REMOTE_SELECTION = Constant(
    1.2, Evidence.SECOND_HAND, "10% of fully remote staff were laid off in 2023 against 7%"
)
FEWEST_SHARES = 20
"""A stage's own cut share is used from this many events with a known share."""


@dataclass(frozen=True)
class ListedEvent:
    """One layoff of an employer on the list.

    Attributes:
        month: First day of its month.
        share: Share of staff laid off, 0 to 1; None when not known; 1 is a shutdown.
        count: People laid off; None when not known.
    """

    month: date
    share: float | None = None
    count: int | None = None


@dataclass(frozen=True)
class EmployerRecord:
    """What the layoff list holds on one employer.

    Attributes:
        key: Its key in the list.
        name: Its name as listed.
        events: Its layoffs, oldest first.
        stage: Funding stage, newest known.
        industry_listed: Industry in the list's own word.
        naics_sector: NAICS sector of that word.
        country: ISO 3166 alpha-2 code.
        funds_raised_usd_millions: Newest known.
        note: How the name entered belongs to it ("part of Meta"); empty when it is the same.
    """

    key: str
    name: str
    events: tuple[ListedEvent, ...]
    stage: str | None = None
    industry_listed: str | None = None
    naics_sector: str | None = None
    country: str | None = None
    funds_raised_usd_millions: float | None = None
    note: str = ""

    def known_by(self, as_of: date) -> EmployerRecord | None:
        """Return the record without events after ``as_of``; None when nothing is left."""
        past = tuple(event for event in self.events if event.month <= as_of)
        return replace(self, events=past) if past else None

    @property
    def shut_down(self) -> bool:
        """Whether some event laid off everybody."""
        return any(event.share is not None and event.share >= 1 for event in self.events)


@dataclass(frozen=True)
class CutShare:
    """How deep the cuts of one stage are; shutdowns are left out."""

    median: float
    events: int


def selection_multiplier(tenure_years: float | None, work_mode: WorkMode | None) -> float:
    """Return how much likelier than a colleague this person is chosen, 1 on average by tenure."""
    mean = 1 + TENURE_BANDS[0].share * (NEW_STARTER_SELECTION.value - 1)
    tenure = 1.0
    if tenure_years is not None:
        is_new = tenure_band(tenure_years) is TENURE_BANDS[0]
        tenure = (NEW_STARTER_SELECTION.value if is_new else 1.0) / mean
    return tenure * (REMOTE_SELECTION.value if work_mode is WorkMode.REMOTE else 1.0)


def expected_cut_share(
    record: EmployerRecord | None, stage: str | None, cut_shares: Mapping[str, CutShare]
) -> tuple[float, str]:
    """Return the share of staff that a layoff at this employer takes, and its grounds in words.

    Args:
        record: The employer's listed history; None when never listed.
        stage: Its funding stage, when known.
        cut_shares: Medians by stage, ``All`` for every stage.
    """
    if record is None:
        return AVERAGE_CUT_SHARE.value, AVERAGE_CUT_SHARE.source
    own = cut_shares.get(stage or "")
    if own is not None and own.events >= FEWEST_SHARES:
        return own.median, f"median of {own.events} listed layoffs at stage {stage}"
    every = cut_shares.get("All")
    if every is not None:
        return every.median, f"median of {every.events} listed layoffs of all stages"
    return AVERAGE_CUT_SHARE.value, AVERAGE_CUT_SHARE.source
