"""Builds the sample market from real files: loads them as a refresh would, and ships a little."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from etl.database import connect
from etl.fetching.acquire import Request
from etl.publishing.generations import base_generation
from etl.refresh import publish_loads, refresh
from etl.sample.shipped import MANIFEST, MODELS_FOLDER, SampleError, read_manifest
from etl.schema import MODELS, quoted
from etl.source import LoadReport, Source
from etl.staging.load import Listener
from greener.settings import SAMPLE_DIR, Settings

MAX_BYTES = 8_000_000
_BEGINNING = """# The sample market

Real figures, small enough to ship: what the app shows before anything else is loaded. Each table
is under the licence of the source it is derived from, named below; what derives from a database
under ODbL 1.0 is itself under ODbL 1.0. The pages say how old the figures are.

Rebuild it, or the part of some sources, from the publishers' files:

    python -m etl sample --file SOURCE=PATH [--file SOURCE=PATH]...
"""


def build_sample(
    files: Mapping[str, Sequence[Path]],
    settings: Settings,
    sources: Sequence[Source],
    listen: Listener = lambda *_: None,
    *,
    sample_dir: Path = SAMPLE_DIR,
) -> dict[str, int]:
    """Rebuild the sample of the sources that files are given for; the rest of it stays.

    The same files give the same bytes.

    Returns:
        Table → rows, of the rebuilt part.

    Raises:
        SampleError: When a source does not load or the sample grows too large; nothing changed.
    """
    with tempfile.TemporaryDirectory(prefix="greener-sample-") as folder:
        workshop = replace(settings, data_dir=Path(folder) / "data")
        outcome = refresh(Request(files=files, offline=True), workshop, sources, listen)
        failed = [r for r in outcome.reports if r.verdict == "failed"]
        if failed:
            raise SampleError(
                "The sample stays as it is: "
                + "; ".join(f"{report.source}: {report.message}" for report in failed)
            )
        draft = Path(folder) / "sample"
        if sample_dir.is_dir():
            shutil.copytree(sample_dir, draft)
        _fit_models(workshop, sources, draft)
        base = base_generation(workshop.published_dir)
        assert base is not None
        with connect(base, Path(folder)) as connection:
            rows = _write_draft(connection, draft, outcome.reports, sources)
        _refuse_large(draft)
        _swap(draft, sample_dir)
    return rows


def _fit_models(workshop: Settings, sources: Sequence[Source], draft: Path) -> None:
    """Fit what the given files suffice for; the other models stay as the sample has them."""
    from etl.fit import fit  # noqa: PLC0415 (scikit-learn takes a second to import)

    shipped = {table: draft / MODELS_FOLDER / f"{table}.parquet" for table in MODELS}
    if all(file.is_file() for file in shipped.values()):
        publish_loads(workshop, sources, [], lambda *_: None, models=shipped)
    fit(workshop, sources)


def _write_draft(
    connection: duckdb.DuckDBPyConnection,
    draft: Path,
    reports: Sequence[LoadReport],
    sources: Sequence[Source],
) -> dict[str, int]:
    draft.mkdir(exist_ok=True)
    manifest = (
        read_manifest(draft) if (draft / MANIFEST).is_file() else {"sources": {}, "models": {}}
    )
    by_name = {source.info.name: source for source in sources}
    written: dict[str, int] = {}
    for report in reports:
        queries = _sample_queries(by_name[report.source])
        tables = _export(connection, queries, draft / report.source)
        manifest["sources"][report.source] = _account(report) | {"tables": tables}
        written |= tables
    models = {name: f"SELECT * FROM {name}" for name in MODELS}  # noqa: S608
    # The day of the fit would make other bytes of the same files.
    models["model_fit"] = "SELECT * REPLACE (as_of_date::TIMESTAMP AS fitted_at) FROM model_fit"
    if not connection.table(MODELS[0]).limit(1).to_df().empty:
        manifest["models"] = _export(connection, models, draft / MODELS_FOLDER)
        written |= manifest["models"]
    (draft / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n")
    (draft / "SOURCES.md").write_text(_sources_text(manifest, sources), encoding="utf-8")
    return written


def _sample_queries(source: Source) -> dict[str, str]:
    if source.sample is not None:
        return source.sample
    return {name: f"SELECT * FROM {quoted(name)}" for name in source.tables}  # noqa: S608


def _export(
    connection: duckdb.DuckDBPyConnection, queries: Mapping[str, str], folder: Path
) -> dict[str, int]:
    """Write each query's rows, sorted, as Parquet; return the rows of each."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    rows = {}
    for table, query in queries.items():
        target = str(folder / f"{table}.parquet").replace("'", "''")
        written = connection.execute(
            f"COPY (SELECT * FROM ({query}) ORDER BY ALL) TO '{target}' "  # noqa: S608
            "(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 19, ROW_GROUP_SIZE 1000000)"
        ).fetchone()
        rows[table] = int(written[0]) if written else 0
    return rows


def _account(report: LoadReport) -> dict[str, Any]:
    """Return what the sample tells of its load: nothing that differs by machine or day."""
    plain = report.to_dict()
    return {
        "rows_in": report.rows_in,
        "rows_out": report.rows_out,
        "rejected": report.rejected,
        "skipped": report.skipped,
        "newest_date": plain["newest_date"],
        "files": [{"name": file["name"], "sha256": file["sha256"]} for file in plain["files"]],
    }


def _sources_text(manifest: Mapping[str, Any], sources: Sequence[Source]) -> str:
    parts = [_BEGINNING]
    for source in sources:
        info = source.info
        kept = manifest["sources"].get(info.name)
        if kept is None:
            continue
        tables = ", ".join(f"`{table}` ({rows:,} rows)" for table, rows in kept["tables"].items())
        files = ", ".join(file["name"] for file in kept["files"])
        parts.append(
            f"## {info.title}\n\n"
            f"- Source: `{info.name}`, {info.publisher}, <{info.homepage_url}>\n"
            f"- Licence: {info.licence}. Cite as: {info.citation}\n"
            f"- As of: {kept['newest_date']}\n"
            f"- Tables: {tables}\n"
            f"- Made from: {files} ({kept['rows_out']:,} of {kept['rows_in']:,} records kept)\n"
        )
    if manifest["models"]:
        tables = ", ".join(f"`{name}` ({n:,} rows)" for name, n in manifest["models"].items())
        parts.append(f"## Fitted models\n\n- Tables: {tables}; fitted on the sources above.\n")
    return "\n".join(parts)


def _refuse_large(draft: Path) -> None:
    size = sum(file.stat().st_size for file in draft.rglob("*") if file.is_file())
    if size >= MAX_BYTES:
        raise SampleError(
            f"The sample would take {size / 1e6:.1f} MB, more than {MAX_BYTES / 1e6:.0f}; "
            "it stays as it is"
        )


def _swap(draft: Path, sample_dir: Path) -> None:
    """Put the draft in place of the sample."""
    old = sample_dir.with_name(f"{sample_dir.name}.old")
    new = sample_dir.with_name(f"{sample_dir.name}.new")
    shutil.rmtree(old, ignore_errors=True)
    shutil.rmtree(new, ignore_errors=True)
    shutil.copytree(draft, new)
    if sample_dir.exists():
        sample_dir.rename(old)
    new.rename(sample_dir)
    shutil.rmtree(old, ignore_errors=True)
