"""Opens databases for building: in bounded memory, and without a network."""

from pathlib import Path

import duckdb


def connect(path: Path | str, spill_dir: Path) -> duckdb.DuckDBPyConnection:
    """Open a database for building: bounded memory, spilling to ``spill_dir``, no network."""
    return duckdb.connect(
        path,
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "memory_limit": "450MB",
            "preserve_insertion_order": False,
            "temp_directory": str(spill_dir),
            "threads": 1,
        },
    )
