"""``python -m etl sample`` and ``ensure``: build the sample market, and publish it when needed."""

from __future__ import annotations

import typer

from etl import sources as registry
from etl.commands.arguments import Files, given_files
from etl.commands.failures import explained
from etl.progress import listening
from etl.sample.build import build_sample
from etl.sample.shipped import ensure_generation
from greener.settings import SAMPLE_DIR, load_settings


def sample(files: Files = None) -> None:
    """Rebuild the sample market from real files, for the sources that files are given for."""
    given = given_files(files, registry.SOURCES)
    if not given:
        raise typer.BadParameter("give the real files to build from: --file SOURCE=PATH")
    with explained(), listening(list(given)) as listen:
        rows = build_sample(given, load_settings(), registry.SOURCES, listen, sample_dir=SAMPLE_DIR)
    for table, count in rows.items():
        typer.echo(f"{table}: {count:,} rows")
    typer.echo(f"Wrote {SAMPLE_DIR}.")


def ensure() -> None:
    """Publish the sample market when the data folder holds none yet."""
    settings = load_settings()
    names = [source.info.name for source in registry.SOURCES]
    with explained(), listening(names) as listen:
        published = ensure_generation(settings, registry.SOURCES, listen, sample_dir=SAMPLE_DIR)
    if published:
        typer.echo(f"Published the sample market as {published}.")
    else:
        typer.echo(f"The market in {settings.published_dir} is ready.")
