"""The commands of ``python -m greener``."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from greener.answers.estimate import Estimate
from greener.answers.sentences import next_offer_sentence, safety_sentence, worth_sentence
from greener.journal.cli import app as journal_app
from greener.journal.flatfile import Interviews, InterviewsFileError, read_interviews
from greener.journal.jobfile import JobFileError, read_job
from greener.market.store import NoGenerationError, open_current
from greener.settings import load_settings
from greener.today import Today, answer_today

EXIT_NO_ANSWER = 1
EXIT_USAGE = 2

app = typer.Typer(
    help="How safe is my job, and what is it worth on the market?",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(journal_app, name="journal")


@app.command()
def answer(
    job: Annotated[Path, typer.Option(help="The job, a TOML file (docs/job_file.md).")],
    interviews: Annotated[
        Path | None, typer.Option(help="Interviews, a CSV file (docs/interviews_file.md).")
    ] = None,
    as_of: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day to answer for.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON only.")] = False,
) -> None:
    """Answer both questions: the same answers as the page, with interval, n, basis and sources."""
    try:
        own_job = read_job(job)
        entries = read_interviews(interviews, own_job.currency) if interviews else Interviews()
        snapshot = open_current(load_settings().published_dir)
    except (JobFileError, InterviewsFileError) as error:
        raise _stop(str(error), EXIT_USAGE) from None
    except NoGenerationError as error:
        raise _stop(str(error), EXIT_NO_ANSWER) from None
    for row in entries.rejected:
        typer.echo(f"{interviews}, line {row.line}: {row.reason}", err=True)
    day = as_of.date() if as_of else date.today()
    try:
        today = answer_today(snapshot, own_job, entries.pay, day)
    finally:
        snapshot.close()
    if as_json:
        plain = today.to_dict()
        plain["rejected_rows"] = [
            {"line": row.line, "reason": row.reason} for row in entries.rejected
        ]
        typer.echo(json.dumps(plain, indent=2, ensure_ascii=False))
    else:
        _print(today)


def _stop(message: str, code: int) -> typer.Exit:
    typer.echo(message, err=True)
    return typer.Exit(code)


def _print(today: Today) -> None:
    console = Console(highlight=False)
    safety, worth = today.safety, today.worth
    console.print(f"[bold]How safe is my job[/]  {escape(safety_sentence(safety))}")
    steps = Table("step", "in 100", "evidence", box=None, header_style="dim")
    for factor in safety.factors:
        steps.add_row(escape(factor.label), f"{factor.per_100:+.2f}", str(factor.evidence))
    console.print(steps)
    _print_grounds(console, safety.estimate)
    console.print(f"\n[bold]What is it worth[/]  {escape(worth_sentence(worth, today.job))}")
    console.print(escape(next_offer_sentence(worth, today.job)))
    _print_grounds(console, worth.worth)


def _print_grounds(console: Console, estimate: Estimate) -> None:
    """Print what an answer rests on and what it lacks, one line each."""
    for line in estimate.basis:
        console.print(f"  {escape(line)}", style="dim")
    for line in estimate.missing:
        console.print(f"  not known: {escape(line)}")
    named = ", ".join(
        f"{source.title} ({source.as_of.isoformat()})" if source.as_of else source.title
        for source in estimate.sources
    )
    grounds = f"n = {estimate.n}; {estimate.level:.0%} interval; sources: {named or 'none'}"
    console.print(f"  {escape(grounds)}", style="dim")
