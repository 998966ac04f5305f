"""What an offer beside the present job can start from: live processes, and amounts once named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from greener.answers.own_pay import OwnPay
from greener.journal.analysis.course import current_stage, has_talked, is_open
from greener.journal.records import PayComponent, PayKind, Process, Stage


@dataclass(frozen=True)
class Candidate:
    """One process, or one company that named an amount outside any.

    Attributes:
        company: Who would hire.
        title: The role; None when not known.
        stage: Where a live process stands; None for one that is over or never began.
        figure: The surest base pay that they named; None while they named none.
        extra_annual: Yearly bonus and equity that they named, the surest of each.
        newest: Day of the last that was heard.
    """

    company: str
    title: str | None
    stage: Stage | None
    figure: OwnPay | None
    extra_annual: float
    newest: date

    @property
    def base_annual(self) -> float | None:
        """Yearly base pay that they named, in the person's currency."""
        return self.figure.pay_annual if self.figure else None


def candidates(
    processes: Sequence[Process], own: Sequence[OwnPay], parents: Sequence[str | None]
) -> tuple[Candidate, ...]:
    """Return live processes first, then whoever else named an amount; each newest first.

    Args:
        processes: The person's processes.
        own: Their figures as read for the answer.
        parents: The process of each figure, in the same order; None belongs to its company's name.
    """
    named: dict[str, list[OwnPay]] = {}
    for each, parent in zip(own, parents, strict=True):
        if each.pay_annual is not None and each.observation.kind is not PayKind.ASKED:
            key = parent or each.observation.company.strip().casefold()
            named.setdefault(key, []).append(each)
    found = [_of_process(process, named.pop(process.key, [])) for process in processes]
    found += [_of_company(figures) for figures in named.values()]
    known = [each for each in found if each is not None]
    return tuple(sorted(known, key=lambda each: (each.stage is None, -each.newest.toordinal())))


def _of_process(process: Process, figures: Sequence[OwnPay]) -> Candidate | None:
    is_live = is_open(process) and has_talked(process)
    figure = _surest(figures, PayComponent.BASE)
    days = [each.observation.observed_on for each in figures]
    days += [event.occurred_on for event in process.events]
    if not days or not (is_live or figure):
        return None
    stage = current_stage(process) if is_live else None
    return Candidate(
        process.company, process.title, stage, figure, _extra(figures), newest=max(days)
    )


def _of_company(figures: Sequence[OwnPay]) -> Candidate | None:
    figure = _surest(figures, PayComponent.BASE)
    if figure is None:
        return None
    seen = figure.observation
    newest = max(each.observation.observed_on for each in figures)
    return Candidate(seen.company, seen.title, None, figure, _extra(figures), newest)


def _surest(figures: Sequence[OwnPay], component: PayComponent) -> OwnPay | None:
    return max(
        (each for each in figures if each.observation.component is component),
        key=lambda each: each.observation.sureness,
        default=None,
    )


def _extra(figures: Sequence[OwnPay]) -> float:
    parts = (_surest(figures, part) for part in (PayComponent.BONUS, PayComponent.EQUITY))
    return sum(part.pay_annual or 0.0 for part in parts if part)
