"""``python -m etl fit``: fit the models on the loaded market and publish their parameters."""

from __future__ import annotations

import typer

from etl import sources as registry
from etl.commands.failures import explained
from greener.settings import load_settings


def fit() -> None:
    """Fit the models on the loaded market and publish their parameters and back-test scores.

    A model whose data are not loaded row by row keeps its published parameters; it is named, with
    the reason. Exit status: 0 some model was fitted, 1 none could be.
    """
    from etl import fit as run  # noqa: PLC0415 (scikit-learn takes a second to import)

    with explained():
        outcome = run.fit(load_settings(), registry.SOURCES)
    for model, trained_on in outcome.fitted.items():
        typer.echo(f"{model}: fitted on {trained_on}")
    for model, reason in outcome.kept.items():
        typer.echo(f"{model}: kept its published parameters, {reason}", err=True)
    if outcome.generation:
        typer.echo(f"Published {outcome.generation}.")
    raise typer.Exit(int(not outcome.fitted))
