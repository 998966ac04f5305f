"""The command ``python -m etl``: loads, shows and checks the market half."""

from __future__ import annotations

import typer

from etl.commands.backtest import backtest_app
from etl.commands.fit import fit
from etl.commands.refresh import refresh
from etl.commands.sample import ensure, sample
from etl.commands.sources import sources
from etl.commands.status import status
from etl.commands.verify import verify

app = typer.Typer(
    name="python -m etl",
    help="Load public labour-market sources into the market database.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(refresh)
app.command()(status)
app.command()(sources)
app.command()(verify)
app.command()(sample)
app.command()(ensure)
app.command()(fit)
app.add_typer(backtest_app, name="backtest")

if __name__ == "__main__":
    app()
