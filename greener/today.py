"""Where market and journal meet: the person's records and one snapshot in, both answers out.

The page and the command line both come through here, so they agree to the last digit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from greener.answers.safety import SafetyAnswer, job_safety
from greener.answers.worth import WorthAnswer, market_worth
from greener.journal.records import Job, PayObservation
from greener.market.currency import exchange_rates
from greener.market.pay_evidence import pay_evidence
from greener.market.safety_evidence import safety_evidence
from greener.market.store import Snapshot


@dataclass(frozen=True)
class Today:
    """Both answers for one person on one day.

    Attributes:
        job: The job they are about.
        as_of: The day they speak for.
        generation: Name of the market generation they were drawn from.
        safety: How safe the job is.
        worth: What it is worth, and what the next offer may be.
    """

    job: Job
    as_of: date
    generation: str
    safety: SafetyAnswer
    worth: WorthAnswer

    def to_dict(self) -> dict[str, Any]:
        """Return plain types for JSON; ``safety``, ``worth`` and ``next_offer`` are Estimates."""
        safety = self.safety.estimate.to_dict()
        safety["factors"] = [asdict(factor) for factor in self.safety.factors]
        safety["average_worker"] = self.safety.average_worker
        return {
            "as_of": self.as_of.isoformat(),
            "generation": self.generation,
            "safety": safety,
            "worth": self.worth.worth.to_dict(),
            "next_offer": self.worth.next_offer.to_dict(),
        }


def answer_today(
    snapshot: Snapshot, job: Job, observations: Sequence[PayObservation], as_of: date
) -> Today:
    """Answer both questions for this job.

    Args:
        snapshot: The market generation to draw on.
        job: The job the person has.
        observations: Every pay figure they were told, in any order.
        as_of: The day to answer for; what came later is not used.

    Raises:
        LookupError: When the person's currency has no exchange rate; the message names it.
    """
    return Today(
        job=job,
        as_of=as_of,
        generation=snapshot.name,
        safety=job_safety(job, safety_evidence(snapshot, job, as_of), as_of),
        worth=market_worth(
            job,
            pay_evidence(snapshot, job, as_of),
            observations,
            exchange_rates(snapshot),
            as_of,
        ),
    )
