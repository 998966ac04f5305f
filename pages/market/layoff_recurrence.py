"""Part of the layoffs page: how soon a company that was listed is listed again."""

from __future__ import annotations

from collections.abc import Mapping

from greener.figures import layoff_words as words
from greener.figures.company import recurrence_curves
from greener.market.recurrence import listed_again_within, listing_gaps, recurrence_curve
from pages.shared.chart import show_chart
from pages.shared.citing import cited
from pages.shared.market import ask

_YEAR = 12


def show_recurrence(names: Mapping[str, str] | None = None, *, stage: str | None = None) -> None:
    """Show the share of companies listed again, of a stage beside all where it has a curve.

    Args:
        names: Companies to mark in the chart, key → name.
        stage: Funding stage whose companies are the peers.
    """
    gaps = ask(listing_gaps)
    peers = gaps if stage is None else gaps[gaps["stage"] == stage]
    curve = recurrence_curve(peers)
    if curve.empty and stage is not None:
        return show_recurrence(names)
    if curve.empty:
        return None
    everyone = {"All listed": curve if stage is None else recurrence_curve(gaps)}
    marked = gaps[gaps["company_key"].isin(names or {}) & gaps["is_listed_again"]]
    months = dict(zip(marked["company_key"].map(names or {}), marked["months"], strict=True))
    return show_chart(
        recurrence_curves(everyone if stage is None else {stage: curve, **everyone}, months),
        key="recurrence",
        finding=words.recurrence_finding(listed_again_within(curve, _YEAR), stage or "All", _YEAR),
        source=cited("layoff_events", f"{len(peers):,} companies"),
        method=(
            "Kaplan–Meier estimate: companies listed only lately count for as long as they have "
            "been in sight. The pale band is the 80% interval.",
            "A company counts at its newest known stage. Those that shut down at their only "
            "listing are left out: they cannot be listed again.",
            "A dashed line is the month in which a chosen company was itself listed again.",
        ),
        table=curve.round(3).rename(
            columns={
                "months": "Months",
                "listed_again_share": "Listed again",
                "low": "80% low",
                "high": "80% high",
            }
        ),
    )
