"""``python -m etl verify``: run every check on the published generation."""

from __future__ import annotations

import json

import typer

from etl import sources as registry
from etl.commands.arguments import AsJson
from etl.commands.failures import explained
from etl.publishing.verify import verify_snapshot
from greener.market.store import open_current
from greener.settings import load_settings


def verify(as_json: AsJson = False) -> None:
    """Run every check on the published generation; exit with 1 when one fails."""
    with (
        explained(as_json=as_json, reading=True),
        open_current(load_settings().published_dir) as snapshot,
    ):
        name = snapshot.name
        found = verify_snapshot(snapshot, registry.SOURCES)
    is_sound = not any(item.severity == "failed" for items in found.values() for item in items)
    if as_json:
        plain = {
            place: [{"severity": item.severity, "message": item.message} for item in items]
            for place, items in found.items()
        }
        typer.echo(json.dumps({"generation": name, "sound": is_sound, "findings": plain}, indent=2))
    else:
        for place, items in found.items():
            typer.echo(f"{place}: {'ok' if not items else ''}".rstrip(": "))
            for item in items:
                typer.echo(f"  {item.severity}: {item.message}")
    raise typer.Exit(int(not is_sound))
