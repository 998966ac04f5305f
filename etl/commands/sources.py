"""``python -m etl sources``: every source with its licence, live address and needs."""

from __future__ import annotations

import json
from dataclasses import asdict

import typer

from etl import sources as registry
from etl.commands.arguments import AsJson


def sources(as_json: AsJson = False) -> None:
    """List every source with its publisher, licence, live address and what it needs."""
    infos = [source.info for source in registry.SOURCES]
    if as_json:
        plain = {info.name: {**asdict(info), "live_urls": list(info.live_urls)} for info in infos}
        typer.echo(json.dumps({"sources": plain}, indent=2))
        return
    for info in infos:
        typer.echo(f"{info.name}: {info.title} ({info.publisher})")
        typer.echo(f"  licence: {info.licence}")
        typer.echo(f"  live:    {', '.join(info.live_urls) or 'none'}")
        typer.echo(f"  needs:   {info.needs or 'nothing'}")
