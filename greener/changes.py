"""What changed in the answers since they were last looked at, in sentences."""

from __future__ import annotations

from greener.answers.sentences import one_in, pay_text
from greener.journal.looks import Look
from greener.today import Today

NOTABLE_CHANCE = 0.05
"""A chance that moved by less than this share of itself is not worth a sentence [judgement]."""

NOTABLE_WORTH = 0.01
"""The same for the worth [judgement]."""


def look_at(today: Today) -> Look:
    """Return what the answers say today, to be kept."""
    return Look(
        looked_on=today.as_of,
        generation=today.generation,
        loss_probability=today.safety.estimate.value,
        worth_annual=today.worth.worth.value,
        currency=today.job.currency,
        figures=len(today.worth.own),
    )


def changes_since(before: Look, now: Look) -> tuple[str, ...]:
    """Return what changed between two looks, a clause each; nothing when nothing is notable."""
    changes = [_figures(before, now), _chance(before, now), _worth(before, now)]
    if before.generation != now.generation:
        changes.append("the market data is newer")
    return tuple(change for change in changes if change)


def _figures(before: Look, now: Look) -> str:
    added = now.figures - before.figures
    if not added:
        return ""
    return f"{abs(added)} {'more' if added > 0 else 'fewer'} figure{'s' if abs(added) > 1 else ''}"


def _chance(before: Look, now: Look) -> str:
    if before.loss_probability is None or now.loss_probability is None:
        return ""
    if not before.loss_probability or one_in(before.loss_probability) == one_in(
        now.loss_probability
    ):
        return ""
    if abs(now.loss_probability / before.loss_probability - 1) < NOTABLE_CHANCE:
        return ""
    side = "rose" if now.loss_probability > before.loss_probability else "fell"
    return (
        f"the chance of losing your job {side} from {one_in(before.loss_probability)} to "
        f"{one_in(now.loss_probability)}"
    )


def _worth(before: Look, now: Look) -> str:
    if before.worth_annual is None or now.worth_annual is None:
        return ""
    if before.currency != now.currency or not before.worth_annual:
        return ""
    if abs(now.worth_annual / before.worth_annual - 1) < NOTABLE_WORTH:
        return ""
    side = "rose" if now.worth_annual > before.worth_annual else "fell"
    return (
        f"your worth {side} from {pay_text(before.worth_annual, before.currency)} to "
        f"{pay_text(now.worth_annual, now.currency)}"
    )
