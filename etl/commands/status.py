"""``python -m etl status``: how fresh every source is and how its last load went."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Annotated, Any

import pandas as pd
import typer
from rich.console import Console
from rich.table import Table

from etl.commands.arguments import AsJson
from etl.commands.failures import explained
from greener.market.sources import source_status
from greener.market.store import open_current
from greener.settings import load_settings

_DATES = ("newest_date", "last_good_at", "attempted_at")
_COUNTS = ("rows_in", "rows_out", "rejected")


def status(
    as_json: AsJson = False,
    check: Annotated[
        bool, typer.Option("--check", help="Exit with 1 when a source is stale or failed.")
    ] = False,
) -> None:
    """Say per source: rows, newest date, when last loaded, last verdict, what changed."""
    with (
        explained(as_json=as_json, reading=True),
        open_current(load_settings().published_dir) as snapshot,
    ):
        name = snapshot.name
        frame = source_status(snapshot, datetime.now(UTC).date())
    states = {row["source"]: _plain(row) for row in frame.to_dict("records")}
    troubled = [
        source for source, state in states.items() if state["stale"] or state["verdict"] == "failed"
    ]
    if as_json:
        summary = {"generation": name, "troubled": troubled, "sources": states}
        typer.echo(json.dumps(summary, indent=2))
    else:
        _print(name, states)
    if check and troubled:
        if not as_json:
            typer.echo(f"Stale or failed: {', '.join(troubled)}.", err=True)
        raise typer.Exit(1)


def _plain(row: dict[Any, Any]) -> dict[str, Any]:
    known: dict[str, Any] = {
        key: None if pd.api.types.is_scalar(value) and pd.isna(value) else value
        for key, value in row.items()
    }
    day, loaded, tried = (_iso(known[key], day=key == "newest_date") for key in _DATES)
    changes = None
    if known["rows_appeared"] is not None:
        changes = {
            kind: int(known[f"rows_{kind}"]) for kind in ("appeared", "vanished", "rewritten")
        }
    return {
        "title": known["title"],
        "rows": int(known["rows_kept"]),
        "newest_date": day,
        "last_loaded": loaded,
        "origin": known["last_good_origin"],
        "last_attempt": tried,
        "verdict": known["verdict"] or "never loaded",
        "message": known["message"] or "",
        **{key: None if known[key] is None else int(known[key]) for key in _COUNTS},
        "skipped": json.loads(known["skipped"]) if known["skipped"] else {},
        "changes": changes,
        "stale": bool(known["is_stale"]),
    }


def _iso(moment: pd.Timestamp | None, *, day: bool) -> str | None:
    if moment is None:
        return None
    return moment.date().isoformat() if day else moment.tz_localize("UTC").isoformat()


def _print(generation: str, states: dict[str, dict[str, Any]]) -> None:
    table = Table(title=f"Market {generation}", title_justify="left")
    for heading in ("Source", "Rows", "Newest", "Last loaded", "From", "Verdict", "Changed"):
        table.add_column(heading, justify="right" if heading == "Rows" else "left")
    for source, state in states.items():
        changes = state["changes"]
        table.add_row(
            source,
            f"{state['rows']:,}",
            f"{state['newest_date'] or '-'}{' (stale)' if state['stale'] else ''}",
            (state["last_loaded"] or "-")[:16].replace("T", " "),
            state["origin"] or "-",
            state["verdict"],
            f"+{changes['appeared']} -{changes['vanished']} ~{changes['rewritten']}"
            if changes
            else "-",
        )
    console = Console()
    # On a pipe there is no width to fit into: a cut cell helps nobody.
    if not console.is_terminal:
        console = Console(width=200)
    console.print(table)
    for source, state in states.items():
        if state["message"]:
            typer.echo(f"{source}: {state['message']}")
