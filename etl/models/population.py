"""Who works where: employment by industry and occupation group, the weights of population means.

The pure answers ship this small table so that they need no store. Rebuild it from a whole OEWS
release with ``python -m etl.models.population oews-2025.sqlite.gz``.
"""

from __future__ import annotations

import gzip
import shutil
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pandas as pd

from greener.answers.displacement import EMPLOYMENT_CSV
from greener.market.industries import label_of, sectors

# OEWS counts public schools, public hospitals and the postal service in their industries. The
# Displaced Worker Survey counts their people as government, so they are moved there.
_MOVED_IN = {"61": "611005", "92": "999001"}
_MOVED_OUT = {"62": ("622002", "622003"), "48-49": ("491100",)}

_MAJOR_GROUPS_QUERY = """
    SELECT substr(key, 12, 6) AS industry_code, substr(key, 18, 2) AS soc_major,
           CAST(v01 AS INTEGER) AS employment
    FROM cell
    WHERE key LIKE 'OEUN0000000%0000' AND substr(key, 18, 2) <> '00' AND v01 GLOB '[0-9]*'
"""


def population_table(release: Path, as_of_date: str) -> pd.DataFrame:
    """Return employment by NAICS sector and SOC major group, government by ownership.

    Args:
        release: A whole OEWS release as packed sqlite (``.sqlite.gz``).
        as_of_date: Reference date of the release, ISO.

    Returns:
        Columns naics_sector, soc_major, employment, source, as_of_date; sectors in NAICS order.
    """
    cells = _major_groups(release).pivot(
        index="soc_major", columns="industry_code", values="employment"
    )
    cells = cells.fillna(0)
    counts = pd.DataFrame(
        {
            sector: cells[_MOVED_IN.get(sector) or label_of("oews", sector)]
            - cells[list(_MOVED_OUT.get(sector, ()))].sum(axis=1)
            for sector in sectors()
        }
    )
    table = counts.rename_axis(columns="naics_sector").T.reset_index()
    table = table.melt(id_vars="naics_sector", value_name="employment")
    table["employment"] = table["employment"].astype(int)
    return table[table["employment"] > 0].assign(source="oews", as_of_date=as_of_date)


def _major_groups(release: Path) -> pd.DataFrame:
    with tempfile.TemporaryDirectory() as folder:
        unpacked = Path(folder) / "oews.sqlite"
        with gzip.open(release) as packed, unpacked.open("wb") as plain:
            shutil.copyfileobj(packed, plain)
        with closing(sqlite3.connect(unpacked)) as connection:
            return pd.read_sql_query(_MAJOR_GROUPS_QUERY, connection)


if __name__ == "__main__":
    population_table(Path(sys.argv[1]), "2025-05-01").to_csv(
        EMPLOYMENT_CSV, index=False, lineterminator="\n"
    )
