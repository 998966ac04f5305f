"""Labour condition applications for H-1B visas: employer, title, place and the wage attested."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pandas as pd

from etl.reading.account import FileAccount
from etl.reading.fields import FieldReader
from etl.reading.spool import Spool
from etl.source import Check, Intake, RawFile, Source, SourceError, SourceInfo
from etl.sources.h1b_lca.cases import read_cases, read_tables

if TYPE_CHECKING:
    from etl.fetching.http import Fetcher

PAGE_URL = "https://www.dol.gov/agencies/eta/foreign-labor/performance"
MAX_FILE_BYTES = 600 * 2**20
_FILE_LINK = re.compile(r"[^\"'\s>]*LCA_Disclosure_Data_FY(\d{4})_Q(\d)\.xlsx")

_H1B_EMPLOYER_WAGE = """
    SELECT company_key, soc_code, arg_max(employer_name, decision_date) AS employer_name,
           count(*)::INTEGER AS cases,
           quantile_cont(wage_annual_low_usd, 0.25) AS wage_annual_p25_usd,
           quantile_cont(wage_annual_low_usd, 0.50) AS wage_annual_p50_usd,
           quantile_cont(wage_annual_low_usd, 0.75) AS wage_annual_p75_usd,
           max(decision_date) AS newest_decision, source, max(as_of_date) AS as_of_date
    FROM h1b_case
    WHERE soc_code IS NOT NULL AND is_full_time IS NOT FALSE
    GROUP BY company_key, soc_code, source
    HAVING count(*) >= 3
"""


class H1bLca(Source):
    """Certified labour condition applications; an input record is one row of a sheet."""

    info: ClassVar = SourceInfo(
        name="h1b_lca",
        title="H-1B labour condition applications",
        publisher="US Department of Labor, Office of Foreign Labor Certification",
        licence="US public domain",
        citation="US Department of Labor, OFLC, LCA disclosure data",
        homepage_url=PAGE_URL,
        live_urls=(PAGE_URL,),
        cadence_days=150,
        needs="to be named on the command line: a download of some 250 MB",
    )
    tables: ClassVar = ("h1b_case",)
    marts: ClassVar = {"h1b_employer_wage": _H1B_EMPLOYER_WAGE}
    sample: ClassVar = {"h1b_employer_wage": "SELECT * FROM h1b_employer_wage WHERE cases >= 20"}

    def fetch(self, fetcher: Fetcher) -> Sequence[RawFile]:
        """Find the newest disclosure file on the Department's page and fetch it."""
        links = {
            (int(link[1]), int(link[2])): link[0]
            for link in _FILE_LINK.finditer(fetcher.page(PAGE_URL))
        }
        if not links:
            raise SourceError(f"{PAGE_URL} links no file LCA_Disclosure_Data_FY…_Q….xlsx")
        link = links[max(links)]
        url = link if link.startswith("https://") else f"https://www.dol.gov{link}"
        return [fetcher.get(url, max_bytes=MAX_FILE_BYTES)]

    def parse(self, files: Sequence[RawFile], intake: Intake) -> None:
        """Read every sheet; a case that several files have is taken from the newest."""
        with TemporaryDirectory(prefix="greener-") as folder:
            spools = [Spool(Path(folder) / str(number)) for number in range(len(files))]
            keys = [
                _read_file(file, spool, intake) for file, spool in zip(files, spools, strict=True)
            ]
            is_kept = _newest_of_each(keys, files, intake)
            as_of = max(key["day"].max() for key in keys)
            for spool, kept in zip(spools, is_kept, strict=True):
                for rows in spool.pieces(kept):
                    intake.keep("h1b_case", rows.assign(source=self.info.name, as_of_date=as_of))

    def checks(self) -> Sequence[Check]:
        """The units were understood, and occupations are there to join on."""
        return (
            Check(
                "median_wage",
                """SELECT median(wage_annual_low_usd) AS median FROM h1b_case
                   HAVING count(*) >= 100
                      AND median(wage_annual_low_usd) NOT BETWEEN 50000 AND 300000""",
                "the median wage is not between $50,000 and $300,000 a year: units misread?",
            ),
            Check(
                "occupations_known",
                """SELECT count(*) AS cases FROM h1b_case
                   HAVING count(*) >= 100 AND count(soc_code) < 0.9 * count(*)""",
                "more than a tenth of the cases have no occupation code",
                severity="degraded",
            ),
        )


def _read_file(file: RawFile, spool: Spool, intake: Intake) -> pd.DataFrame:
    """Spool the certified cases of a file; return the hash and the decision day of each."""
    keys: list[pd.DataFrame] = []
    account = FileAccount(file.path.name, intake)
    for table in read_tables(file.path, intake):
        fields = FieldReader(table.rows)
        cases = read_cases(fields, table.rows)
        account.add(table, fields)
        cases = cases[fields.is_readable()]
        is_certified = cases.pop("status").str.lower() == "certified"
        intake.skip("not_certified", records=int((~is_certified).sum()))
        cases = cases[is_certified]
        spool.add(cases)
        case = pd.util.hash_array(cases["case_number"].to_numpy(dtype=object), categorize=False)
        keys.append(pd.DataFrame({"case": case, "day": cases["decision_date"].to_numpy()}))
    account.close()
    return pd.concat(keys, ignore_index=True)


def _newest_of_each(
    keys: Sequence[pd.DataFrame], files: Sequence[RawFile], intake: Intake
) -> list[np.ndarray]:
    """Return per file which cases are kept: each once, of the file with the newest decisions."""
    order = sorted(
        range(len(keys)),
        key=lambda number: (keys[number]["day"].max(), files[number].retrieved_at),
        reverse=True,
    )
    rows = pd.concat([keys[number].assign(file=number) for number in order], ignore_index=True)
    is_repeat = rows["case"].duplicated()
    is_same_file = rows.duplicated(["case", "file"])
    intake.skip("case_in_newer_release", records=int((is_repeat & ~is_same_file).sum()))
    intake.skip("case_listed_twice", records=int(is_same_file.sum()))
    return [(~is_repeat[rows["file"] == number]).to_numpy() for number in range(len(keys))]
