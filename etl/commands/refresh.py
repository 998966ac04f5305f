"""``python -m etl refresh``: load sources into a new generation and switch to it."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from etl import refresh as run
from etl import sources as registry
from etl.commands.arguments import AsJson, Files, given_files, require_known
from etl.commands.failures import explained
from etl.fetching.acquire import Request, choose
from etl.progress import listening
from etl.source import LoadReport
from greener.settings import load_settings


def refresh(  # noqa: PLR0917 (the command line's own options)
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SOURCE]...", help="Sources to load; default: all that can run."),
    ] = None,
    files: Files = None,
    offline: Annotated[
        bool, typer.Option("--offline", help="Use only given files and what earlier runs kept.")
    ] = False,
    accept_smaller: Annotated[
        bool, typer.Option("--accept-smaller", help="Take a much smaller release as right.")
    ] = False,
    as_json: AsJson = False,
    log_json: Annotated[
        bool, typer.Option("--log-json", help="Write progress as JSON lines to standard error.")
    ] = False,
) -> None:
    """Load sources into a new generation of the market database and switch to it.

    A source that is named, or given a file, runs. When none is named the others run too: fetched
    from their live addresses, or with --offline from the files that earlier runs kept.

    Exit status: 0 all loaded, 1 some source kept its last good rows, 2 wrong usage.
    """
    sources = registry.SOURCES
    require_known(names or [], sources)
    request = Request(
        names=tuple(names or ()),
        files=given_files(files, sources),
        offline=offline,
        accept_smaller=accept_smaller,
    )
    settings = load_settings()
    chosen = [source.info.name for source in choose(request, settings, sources)]
    with explained(as_json=as_json), listening(chosen, as_json=log_json) as listen:
        outcome = run.refresh(request, settings, sources, listen)
    if as_json:
        typer.echo(json.dumps(outcome.to_dict(), indent=2))
    else:
        _print(outcome)
    raise typer.Exit(outcome.exit_status)


def _print(outcome: run.Outcome) -> None:
    if not outcome.reports:
        typer.echo("Nothing to load: no file was given and nothing is kept from earlier runs.")
        return
    for report in outcome.reports:
        typer.echo(_line(report))
    failed = [report.source for report in outcome.reports if report.verdict == "failed"]
    typer.echo(f"Published {outcome.generation}.")
    if failed:
        typer.echo(f"Kept the last good rows of: {', '.join(failed)}.")


def _line(report: LoadReport) -> str:
    counts = (
        f"{report.rows_in:,} read, {report.rows_out:,} kept, {report.rejected:,} rejected, "
        f"{sum(report.skipped.values()):,} skipped"
    )
    parts = [f"{report.source}: {report.verdict}", counts]
    if report.newest_date:
        parts.append(f"newest {report.newest_date}")
    if report.changes:
        changes = report.changes
        parts.append(
            f"{changes.appeared:,} appeared, {changes.vanished:,} vanished, "
            f"{changes.rewritten:,} rewritten"
        )
    if report.message:
        parts.append(report.message)
    return " | ".join(parts)
