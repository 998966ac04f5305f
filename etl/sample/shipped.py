"""The sample market: small tables of real, dated figures that ship with the project.

``data/sample/`` holds one folder a source with a Parquet file per table, the account of the load
they come from (``manifest.json``) and where they are from (``SOURCES.md``). Loading it goes
through the same checks and the same publishing as any other load.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from etl.lock import writing
from etl.publishing.generations import base_generation, clean_up, staging_dir
from etl.refresh import publish_loads
from etl.schema import SCHEMA_DIGEST
from etl.source import LoadReport, Source
from etl.staging.load import Listener, Staged, Yardstick, check_staged
from greener.market.store import NoGenerationError, open_current
from greener.settings import SAMPLE_DIR, Settings

MANIFEST = "manifest.json"
MODELS_FOLDER = "models"


class SampleError(Exception):
    """The sample cannot be built or loaded; the message says why."""


def ensure_generation(
    settings: Settings,
    sources: Sequence[Source],
    listen: Listener = lambda *_: None,
    *,
    sample_dir: Path = SAMPLE_DIR,
) -> str | None:
    """Publish the sample when there is no market that this version can read.

    A generation of another shape is brought to this version's first; what did not fit is replaced
    by the sample.

    Returns:
        The name of the new generation; None when there was nothing to do.

    Raises:
        BusyError: When another run is writing.
        SampleError: When the sample is needed and cannot be read.
    """
    if _is_readable(settings):
        return None
    with writing(settings.data_dir, "publish the sample"):
        clean_up(settings)
        name = None
        if base_generation(settings.published_dir) is not None:
            name = publish_loads(settings, sources, (), listen)
        loaded = _loaded_sources(settings)
        missing = [source for source in sources if source.info.name not in loaded]
        return _publish(settings, sources, missing, listen, sample_dir) if missing else name


def publish_sample(
    settings: Settings,
    sources: Sequence[Source],
    listen: Listener = lambda *_: None,
    *,
    sample_dir: Path = SAMPLE_DIR,
) -> str:
    """Load the sample of every source through its checks and publish it; return the generation.

    Raises:
        BusyError: When another run is writing.
        SampleError: When the sample cannot be read.
    """
    with writing(settings.data_dir, "publish the sample"):
        clean_up(settings)
        return _publish(settings, sources, sources, listen, sample_dir)


def _publish(
    settings: Settings,
    sources: Sequence[Source],
    wanted: Sequence[Source],
    listen: Listener,
    sample_dir: Path,
) -> str:
    manifest = read_manifest(sample_dir)
    staged = [
        _staged(source, manifest["sources"][source.info.name], sample_dir, settings)
        for source in wanted
        if source.info.name in manifest["sources"]
    ]
    models = {
        table: sample_dir / MODELS_FOLDER / f"{table}.parquet" for table in manifest["models"]
    }
    name = publish_loads(settings, sources, staged, listen, models=models)
    clean_up(settings)
    return name


def _staged(
    source: Source, kept: Mapping[str, Any], sample_dir: Path, settings: Settings
) -> Staged:
    name = source.info.name
    now = datetime.now(UTC)
    report = LoadReport(
        source=name,
        origin="sample",
        attempted_at=now,
        rows_in=kept["rows_in"],
        rows_out=kept["rows_out"],
        rejected=kept["rejected"],
        skipped=dict(kept["skipped"]),
        verdict="ok",
    )
    files = {table: sample_dir / name / f"{table}.parquet" for table in kept["tables"]}
    staged = Staged(source, report, files)
    missing = [file.name for file in files.values() if not file.is_file()]
    if missing:
        report.fail(f"the sample lacks {', '.join(missing)}")
        return staged
    spill = staging_dir(settings)
    spill.mkdir(parents=True, exist_ok=True)
    check_staged(staged, spill, Yardstick(last=None, accept_smaller=True, today=now.date()))
    return staged


def read_manifest(sample_dir: Path) -> dict[str, Any]:
    """Return what the sample holds: ``sources`` (their load accounts and tables) and ``models``.

    Raises:
        SampleError: When there is no manifest or it cannot be read.
    """
    try:
        manifest = json.loads((sample_dir / MANIFEST).read_text(encoding="utf-8"))
        return {"sources": dict(manifest["sources"]), "models": dict(manifest["models"])}
    except FileNotFoundError:
        raise SampleError(
            f"There is no sample market in {sample_dir}. Load the sources with "
            "`python -m etl refresh`."
        ) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SampleError(f"The sample market in {sample_dir} cannot be read: {error}") from error


def _is_readable(settings: Settings) -> bool:
    """Whether the current generation has this version's shape and some rows."""
    try:
        with open_current(settings.published_dir) as snapshot:
            digest = snapshot.query("SELECT schema_digest FROM generation").schema_digest[0]
            loaded = snapshot.query("SELECT 1 FROM source_load WHERE last_good_at IS NOT NULL")
    except (NoGenerationError, duckdb.Error):
        return False
    return bool(digest == SCHEMA_DIGEST) and not loaded.empty


def _loaded_sources(settings: Settings) -> set[str]:
    try:
        with open_current(settings.published_dir) as snapshot:
            loaded = snapshot.query("SELECT source FROM source_load WHERE last_good_at IS NOT NULL")
    except NoGenerationError:
        return set()
    return set(loaded["source"])
