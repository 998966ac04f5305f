"""``python -m etl backtest``: what the answers would have said in the past, and how that fell."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer

from etl import sources as registry
from etl.backtest.origins import DEFAULT, parse_origins
from etl.backtest.reading import read_rows
from etl.commands.arguments import AsJson, Files, given_files
from etl.commands.backtest_worth import worth
from etl.commands.failures import explained
from etl.source import SourceError
from greener.market.store import open_current
from greener.settings import load_settings

LIST = "layoff_events"
NOTICES = "warn_notices"
RATES = "jolts"
_MEANS = {
    "mean of origins": "mean_of_origins",
    "  chosen on": "mean_chosen_on",
    "  untouched": "mean_untouched",
}

backtest_app = typer.Typer(
    help="Forecast from past days with what was known then, and score it.", no_args_is_help=True
)


@backtest_app.callback()
def _group() -> None:
    """Forecast from past days with what was known then, and score it."""


backtest_app.command()(worth)


@backtest_app.command()
def safety(
    files: Files = None,
    origins: Annotated[
        str, typer.Option(metavar="FIRST:LAST:STEP", help="Months to forecast from.")
    ] = DEFAULT,
    as_json: AsJson = False,
) -> None:
    """Score the forecast of a listed company's next layoff, beside what it has to beat.

    Runs on the layoff list given with --file layoff_events=PATH, else on the loaded one. With
    --file warn_notices=PATH it also tells what notices add to it.
    """
    from etl.backtest.safety import METHODS, backtest, to_dict  # noqa: PLC0415 (slow to load)
    from etl.backtest.warn import WITH_NOTICES, with_notices  # noqa: PLC0415 (slow to load)

    given = _given(files, LIST, NOTICES)
    try:
        months = parse_origins(origins)
    except ValueError as error:
        raise typer.BadParameter(f"--origins: {error}") from None
    with explained(as_json=as_json, reading=True):
        methods = METHODS
        if NOTICES in given:
            notices = _rows(given, NOTICES, "warn_notice")
            methods = {**METHODS, WITH_NOTICES: with_notices(notices)}
        plain = to_dict(backtest(_rows(given, LIST, "layoff_event"), months, methods))
    typer.echo(json.dumps(plain, indent=2) if as_json else _text(plain))


@backtest_app.command()
def trend(files: Files = None, as_json: AsJson = False) -> None:
    """Score the industry trend on JOLTS, beside "same as last year" and "back to normal".

    Runs on the rates given with --file jolts=PATH, else on the loaded ones.
    """
    from etl.backtest.trend import industry_rates, trend_scores  # noqa: PLC0415 (as above)

    given = _given(files, RATES)
    with explained(as_json=as_json, reading=True):
        rates = industry_rates(_rows(given, RATES, "jolts_value"))
        scores = {
            "all months": trend_scores(rates),
            "without 2020": trend_scores(rates, without_pandemic=True),
        }
    if as_json:
        plain = {
            period: {name: asdict(score) for name, score in own.items()}
            for period, own in scores.items()
        }
        typer.echo(json.dumps(plain, indent=2))
        return
    typer.echo("Error of the next 12 months' log layoff rate, 16 industries:")
    typer.echo(_row("", "n", "mean", "rms"))
    for period, own in scores.items():
        for name, score in own.items():
            errors = (score.mean_absolute_error, score.root_mean_square_error)
            typer.echo(_row(f"{period}: {name}", score.n, *errors))


def _given(files: Sequence[str] | None, *names: str) -> dict[str, list[Path]]:
    given = given_files(files, registry.SOURCES)
    if set(given) - set(names):
        raise typer.BadParameter(f"this back-test reads {' and '.join(names)} only")
    return given


def _rows(given: Mapping[str, Sequence[Path]], name: str, table: str) -> pd.DataFrame:
    """Return the rows of the given files, else those of the loaded market."""
    if name in given:
        source = next(source for source in registry.SOURCES if source.info.name == name)
        return read_rows(source, given[name], table)
    with open_current(load_settings().published_dir) as snapshot:
        rows = snapshot.query(f"SELECT * FROM {table} ORDER BY ALL")  # noqa: S608
    if rows.empty:
        raise SourceError(
            f"The market holds no {name} row by row; give a file with --file {name}=PATH."
        )
    return rows


def _text(result: Mapping[str, Any]) -> str:
    """Return the result as the tables a person reads."""
    methods = {"model": result, **result["baselines"]}
    lines = [f"Layoff list to {result['list_until']}; lower Brier and log loss are better.", ""]
    lines.append(_row("origin", "n", "rate", "said", "Brier", "log loss", "AUC", "slope"))
    for origin in result["origins"]:
        mark = "" if origin["is_untouched"] else "*"
        lines.append(_scores_row(origin["origin"] + mark, origin))
    lines.append("* features and shrinkage were chosen on these")
    for title, part in _MEANS.items():
        lines += ["", _row(title, "Brier", "log loss", "AUC")]
        for name, method in methods.items():
            if method[part]:
                mean = method[part]
                lines.append(_row(name, mean["brier"], mean["log_loss"], mean["auc"]))
    lines += ["", _row("pooled", "n", "rate", "said", "Brier", "log loss", "AUC", "slope")]
    lines += [_scores_row(name, method["pooled"]) for name, method in methods.items()]
    lines += ["", _row("tenth of forecasts", "said", "happened", "n")]
    for tenth in result["pooled"]["deciles"]:
        lines.append(
            _row(str(tenth["bin"]), tenth["forecast_mean"], tenth["observed_rate"], tenth["n"])
        )
    lines += ["", _row("skill against", "share of its Brier score taken away")]
    lines += [_row(name, skill) for name, skill in result["skill"].items()]
    if result["skipped_origins"]:
        lines += ["", f"Not covered by the list: {', '.join(result['skipped_origins'])}"]
    return "\n".join(lines)


def _scores_row(name: str, scores: Mapping[str, Any]) -> str:
    columns = ("n", "rate", "forecast_mean", "brier", "log_loss", "auc", "slope")
    return _row(name, *(scores[column] for column in columns))


def _row(name: str, *cells: float | str | None) -> str:
    return f"{name:<30}" + "".join(f"{_cell(cell):>10}" for cell in cells)


def _cell(value: float | str | None) -> str:
    if value is None:
        return "–"
    return f"{value:.4f}" if isinstance(value, float) else str(value)
