"""Fits the models on the published market and publishes their parameters as a new generation."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType

import pyarrow as pa
import pyarrow.parquet as pq

from etl.lock import writing
from etl.models.experience_curve import experience_tables
from etl.models.hazard_tables import hazard_tables
from etl.models.remote_premium import remote_tables
from etl.models.rows import CannotFitError, Tables
from etl.publishing.generations import clean_up
from etl.refresh import publish_loads
from etl.schema import MODELS, tables
from etl.source import Source
from greener.answers.hazard import MODEL as LAYOFF_HAZARD
from greener.market.pay_curves import EXPERIENCE_CURVE
from greener.market.remote_pay import REMOTE_MODELS
from greener.market.store import Snapshot, open_current
from greener.settings import Settings

Fitter = Callable[[Snapshot], Tables]

FITTERS: Mapping[str, Fitter] = MappingProxyType(
    {
        LAYOFF_HAZARD: hazard_tables,
        EXPERIENCE_CURVE: experience_tables,
        **{model: partial(remote_tables, source=source) for source, model in REMOTE_MODELS.items()},
    }
)
"""Model → what fits it. A model that cannot be fitted keeps its published rows."""


@dataclass(frozen=True)
class FitOutcome:
    """What one run of all fits did.

    Attributes:
        generation: The new generation; None when nothing could be fitted.
        fitted: Models fitted, each with what it was trained on.
        kept: Models that could not be fitted, each with the reason.
    """

    generation: str | None
    fitted: dict[str, str]
    kept: dict[str, str]


def fit(
    settings: Settings, sources: Sequence[Source], fitters: Mapping[str, Fitter] = FITTERS
) -> FitOutcome:
    """Fit every model and publish the parameters of those that could be fitted.

    Raises:
        BusyError: When another run is writing; nothing was changed.
        NoGenerationError: When there is no market to fit on.
        PublishError: When the result breaks a rule; nothing was published.
    """
    with writing(settings.data_dir, "fit"):
        clean_up(settings)
        with open_current(settings.published_dir) as snapshot:
            fresh, kept = _fit_all(snapshot, fitters)
            rows_by_table = {table: _with_others(snapshot, table, fresh) for table in MODELS}
        if not fresh:
            return FitOutcome(None, {}, kept)
        with tempfile.TemporaryDirectory(prefix="greener-fit-") as folder:
            files = {table: Path(folder) / f"{table}.parquet" for table in MODELS}
            for table, rows in rows_by_table.items():
                pq.write_table(rows, files[table])
            generation = publish_loads(settings, sources, [], lambda *_: None, models=files)
    trained = {model: str(rows["model_fit"]["trained_on"].iloc[0]) for model, rows in fresh.items()}
    return FitOutcome(generation, trained, kept)


def _fit_all(
    snapshot: Snapshot, fitters: Mapping[str, Fitter]
) -> tuple[dict[str, Tables], dict[str, str]]:
    fresh: dict[str, Tables] = {}
    kept: dict[str, str] = {}
    for model, fitter in fitters.items():
        try:
            fresh[model] = fitter(snapshot)
        except CannotFitError as error:
            kept[model] = str(error)
    return fresh, kept


def _with_others(snapshot: Snapshot, table: str, fresh: Mapping[str, Tables]) -> pa.Table:
    """Return the fresh rows of one table and the published rows of models not fitted now."""
    published = snapshot.query(f"SELECT * FROM {table}")  # noqa: S608
    parts = [published[~published["model"].isin(list(fresh))]]
    parts += [rows[table] for rows in fresh.values() if table in rows]
    shape = tables()[table].columns
    return pa.concat_tables(
        pa.Table.from_pandas(part, schema=shape, preserve_index=False) for part in parts
    )
