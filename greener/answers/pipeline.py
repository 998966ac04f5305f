"""What a person's own log says of how offers come to them, shrunk towards published rates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from greener.answers.evidence import Constant, Evidence
from greener.journal.analysis.course import has_talked, is_open, reached
from greener.journal.records import Channel, Process, Stage

OFFER_AFTER_TALK = Constant(0.27, Evidence.READ, "CareerPlug 2024: hired, of those interviewed")
HIRED_SOURCE = "Lever, 4 million candidates; referred people differ in more than the referral"
HIRED_BY_CHANNEL: Mapping[Channel, float] = MappingProxyType(
    {
        Channel.COLD: 1 / 152,
        Channel.OTHER: 1 / 152,
        Channel.INBOUND: 1 / 72,
        Channel.AGENCY: 1 / 22,
        Channel.REFERRAL: 1 / 16,
    }
)
"""Share of candidates hired, by how they came [read]: an association, not an effect."""
PRIOR_PROCESSES = Constant(
    20.0, Evidence.JUDGEMENT, "published rates weigh as much as so many own processes"
)
LEAST_PACE_PROCESSES = Constant(
    5.0, Evidence.JUDGEMENT, "fewer processes than this in a year are no pace of one's own"
)
LEAST_PACE_WEEKS = Constant(
    13.0,
    Evidence.JUDGEMENT,
    "a log of fewer weeks is no pace of one's own: processes begin in bursts",
)

_YEAR_WEEKS = 52.0


@dataclass(frozen=True)
class Pipeline:
    """What the person's own log says of how offers come.

    Attributes:
        processes: Processes begun within a year that the person applied to or was asked to.
        weeks: Weeks since the first of them began.
        talk_rate: Share that leads to a conversation, shrunk to the channels' published rates.
        offer_rate: Share of conversations that leads to an offer, shrunk to the published rate.
        live: Open processes in which the two sides talk and no offer has come.
        offers: Open processes in which an offer has come.
    """

    processes: int
    weeks: float
    talk_rate: float
    offer_rate: float
    live: int
    offers: int

    @property
    def offers_per_week(self) -> float | None:
        """Offers to expect a week at the pace of the log; None where the log is too short."""
        if self.processes < LEAST_PACE_PROCESSES.value or self.weeks < LEAST_PACE_WEEKS.value:
            return None
        return self.processes / self.weeks * self.talk_rate * self.offer_rate

    @property
    def live_offer_chance(self) -> float:
        """Chance that at least one of the live processes leads to an offer."""
        return 1 - (1 - self.offer_rate) ** self.live


def own_pipeline(processes: Sequence[Process], as_of: date) -> Pipeline | None:
    """Return what the log of the last year says; None when it holds no process that began."""
    first_day = as_of - timedelta(weeks=_YEAR_WEEKS)
    begun = [
        process
        for process in processes
        if process.events
        and first_day <= process.events[0].occurred_on <= as_of
        and set(reached(process)) - {Stage.FOUND}
    ]
    if not begun:
        return None
    weeks = (as_of - min(process.events[0].occurred_on for process in begun)).days / 7
    talked = [process for process in begun if has_talked(process)]
    settled = [
        process for process in talked if not is_open(process) or Stage.OFFER in reached(process)
    ]
    offers = sum(Stage.OFFER in reached(process) for process in settled)
    open_talks = [process for process in talked if is_open(process)]
    offers_open = sum(Stage.OFFER in reached(process) for process in open_talks)
    expected = [
        min(HIRED_BY_CHANNEL[process.channel or Channel.OTHER] / OFFER_AFTER_TALK.value, 1.0)
        for process in begun
    ]
    return Pipeline(
        processes=len(begun),
        weeks=weeks,
        talk_rate=_shrunk(len(talked), len(begun), sum(expected) / len(expected)),
        offer_rate=_shrunk(offers, len(settled), OFFER_AFTER_TALK.value),
        live=len(open_talks) - offers_open,
        offers=offers_open,
    )


def pipeline_sentence(pipeline: Pipeline) -> str:
    """Return what the person's own log adds: the pace, offers in hand, and live processes."""
    per_week = pipeline.offers_per_week
    if per_week is None:
        sentences = ["Too few to say how often offers come to you: your log is short as yet."]
    else:
        sentences = [
            f"At your pace of the last year an offer comes every {1 / per_week:.0f} weeks."
        ]
    if pipeline.offers:
        offers = "an offer" if pipeline.offers == 1 else f"{pipeline.offers} offers"
        sentences.append(f"You hold {offers}.")
    if pipeline.live:
        which = "other live" if pipeline.offers else "live"
        lead = "process leads" if pipeline.live == 1 else "processes lead"
        count = "" if pipeline.live == 1 else f"{pipeline.live} "
        sentences.append(
            f"By published rates and your log, your {count}{which} {lead} to an offer with "
            f"a chance of {pipeline.live_offer_chance:.0%}."
        )
    return " ".join(sentences)


def _shrunk(successes: int, n: int, prior: float) -> float:
    """Return the mean of a Beta posterior with a prior of ``PRIOR_PROCESSES`` cases."""
    return (PRIOR_PROCESSES.value * prior + successes) / (PRIOR_PROCESSES.value + n)
