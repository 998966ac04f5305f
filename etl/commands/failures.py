"""Turns what can go wrong around a run into one sentence and exit status 1."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import typer

from etl.lock import BusyError
from etl.refresh import PublishError
from etl.sample import SampleError
from greener.market.store import NoGenerationError


@contextmanager
def explained(*, as_json: bool = False) -> Iterator[None]:
    """End the command with one sentence when the body cannot go on; the market stays as it was."""
    try:
        yield
    except (BusyError, NoGenerationError, SampleError) as error:
        sentence = str(error)
    except (PublishError, OSError, duckdb.Error) as error:
        sentence = f"Nothing was published, the last market stays as it is: {error}"
    else:
        return
    if as_json:
        typer.echo(json.dumps({"status": 1, "error": sentence}))
    else:
        typer.echo(sentence, err=True)
    raise typer.Exit(1)
