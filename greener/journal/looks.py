"""What the answers said on the days they were looked at, so that a change can be told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from greener.journal.fields import CurrencyCode, Name, PastDate, Record

if TYPE_CHECKING:
    from greener.journal.store.transaction import Transaction


class Look(Record):
    """What the answers said on one day.

    Attributes:
        looked_on: The day.
        generation: Name of the market generation they were drawn from.
        loss_probability: Chance of losing the job within 12 months; None when it was not known.
        worth_annual: Middle of the worth a year; None when it was not known.
        currency: ISO 4217 code of it.
        figures: Pay figures that had been entered.
    """

    looked_on: PastDate
    generation: Name
    loss_probability: Annotated[float, Field(ge=0, le=1)] | None = None
    worth_annual: float | None = None
    currency: CurrencyCode
    figures: Annotated[int, Field(ge=0, le=1_000_000)]


def note_look(transaction: Transaction, look: Look) -> Look | None:
    """Keep a look, one a day, and return the newest one of an earlier day."""
    kept = transaction.looks.all()
    of_today = next((each for each in kept if each.record.looked_on == look.looked_on), None)
    if of_today is None:
        transaction.looks.add(look)
    elif of_today.record != look:
        transaction.looks.edit(of_today.id, of_today.version, look)
    earlier = [each.record for each in kept if each.record.looked_on < look.looked_on]
    return max(earlier, key=lambda each: each.looked_on, default=None)
