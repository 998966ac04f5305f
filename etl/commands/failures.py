"""Turns what can go wrong around a run into one sentence and exit status 1."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import typer

from etl.lock import BusyError
from etl.refresh import PublishError
from etl.sample.shipped import SampleError
from etl.source import SourceError
from greener.market.store import NoGenerationError

UNREADABLE = (
    "This version cannot read the market, which another version may have made. Run "
    "`python -m etl ensure` to bring it up to date."
)


@contextmanager
def explained(*, as_json: bool = False, reading: bool = False) -> Iterator[None]:
    """End the command with one sentence when the body cannot go on; the market stays as it was.

    Args:
        as_json: Whether to put the sentence into a JSON object on standard output.
        reading: Whether the body only reads the market.
    """
    try:
        yield
    except (BusyError, NoGenerationError, SampleError, SourceError) as error:
        sentence = str(error)
    except (PublishError, OSError, duckdb.Error) as error:
        if reading:
            sentence = f"{UNREADABLE} ({error})"
        else:
            sentence = f"Nothing was published, the last market stays as it is: {error}"
    else:
        return
    if as_json:
        typer.echo(json.dumps({"status": 1, "error": sentence}))
    else:
        typer.echo(sentence, err=True)
    raise typer.Exit(1)
