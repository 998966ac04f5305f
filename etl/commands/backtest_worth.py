"""``python -m etl backtest worth``: a pay model trained on one survey, tried on another."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from etl import sources as registry
from etl.commands.arguments import AsJson
from etl.commands.failures import explained
from etl.sample.shipped import publish_sample
from greener.market.store import NoGenerationError, Snapshot, open_current
from greener.settings import load_settings

_File = typer.Option(exists=True, dir_okay=False, metavar="PATH")


def worth(
    train: Annotated[Path, _File],
    test: Annotated[Path, _File],
    as_json: AsJson = False,
) -> None:
    """Train a pay model on one file of salaries and score it on another, beside its baselines.

    Both are an Ask a Manager survey (xlsx or CSV, either layout) or an ai-jobs list. The growth of
    pay between them comes from the loaded market, or from the sample where none is loaded.
    """
    from etl.backtest.worth import backtest_worth  # noqa: PLC0415 (slow to load)

    with explained(as_json=as_json, reading=True), _market() as snapshot:
        plain = backtest_worth(train, test, snapshot).to_dict()
    typer.echo(json.dumps(plain, indent=2) if as_json else _text(plain))


@contextmanager
def _market() -> Iterator[Snapshot]:
    settings = load_settings()
    try:
        loaded = open_current(settings.published_dir)
    except NoGenerationError:
        with tempfile.TemporaryDirectory(prefix="greener-backtest-") as folder:
            passing = replace(settings, data_dir=Path(folder))
            publish_sample(passing, registry.SOURCES)
            with open_current(passing.published_dir) as snapshot:
                yield snapshot
    else:
        with loaded as snapshot:
            yield snapshot


def _text(result: dict[str, Any]) -> str:
    rows = {"model": result["model"], **result["baselines"]}
    lines = [
        f"Trained on {result['train']['rows']:,} salaries, tried on {result['test']['rows']:,}.",
        f"Growth of pay between their days: {result['growth']}; "
        f"{result['pass_through']:.0%} of it reached pay.",
        "",
        f"{'':<16}{'median error':>14}{'within 20%':>14}{'80% covers':>14}{'width':>9}{'n':>9}",
    ]
    for name, scores in rows.items():
        cells = [scores["mdape"], scores["within20"], scores["coverage80"]]
        shares = "".join(f"{'–' if cell is None else f'{cell:.1%}':>14}" for cell in cells)
        width = "–" if scores["width80"] is None else f"{scores['width80']:.2f}"
        lines.append(f"{name:<16}{shares}{width:>9}{scores['n']:>9,}")
    return "\n".join(lines)
