"""The pay band of what the employer itself attested for foreign workers: its title, else its work.

The Department of Labor lists employers under their legal names ("ACME, INC."). A name is theirs
when it is the same but for punctuation and legal form, or when the alias table says so; likeness is
not enough.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pandas as pd

from greener.answers.estimate import SourceRef
from greener.answers.market_pay import MEDIAN, PayBand
from greener.journal.records import Job
from greener.market.companies import aliases, bare_name
from greener.market.pay_bands_place import carried_to_place, place_name, sampling_sd
from greener.market.store import Snapshot
from greener.market.title_words import title_words
from greener.market.us_states import find_state

MIN_CASES = 3
"""Fewer cases than this make no band."""

_PERCENTILES = (25, MEDIAN, 75)


def employer_band(snapshot: Snapshot, job: Job, soc_code: str) -> PayBand | None:
    """Return what the employer attested to pay foreign workers, if it did.

    Of its cases of this title where they are loaded and enough, else of this occupation; of the
    job's state where enough are, else of the US.
    """
    if job.country != "US":
        return None
    keys = _legal_keys(snapshot, job.employer, soc_code)
    if not keys:
        return None
    state = find_state(job.region) if job.region else None
    found = _cases_band(snapshot, job, keys, soc_code, state.postal if state else "")
    if found is None:
        mart = _mart_band(snapshot, keys, soc_code)
        return carried_to_place(snapshot, job, soc_code, mart, "") if mart else None
    band, region = found
    return carried_to_place(snapshot, job, soc_code, band, region)


def _cases_band(
    snapshot: Snapshot, job: Job, keys: Collection[str], soc_code: str, region: str
) -> tuple[PayBand, str] | None:
    """Return the band of the nearest cases with the state they are of ("": all), if any are."""
    cases = _cases(snapshot, keys, soc_code)
    mine = _work_and_rank(job.title)
    of_title = cases[cases["job_title"].map(_work_and_rank) == mine]
    for chosen, is_title in ((of_title, True), (cases, False)):
        for place in (region, ""):
            near = chosen[chosen["worksite_state"] == place] if place else chosen
            if len(near) >= MIN_CASES:
                whose = f'"{job.title.strip()}"' if is_title else near["occupation_name"].iloc[0]
                pays = {p: float(near["pay"].quantile(p / 100)) for p in _PERCENTILES}
                band = _attested(near.iloc[0], pays, whose, len(near))
                where = place_name(place) or band.place
                return replace(band, place=where, knows_rank=is_title), place
    return None


def _legal_keys(snapshot: Snapshot, employer: str, soc_code: str) -> list[str]:
    """Return the keys under which the employer filed for this occupation."""
    names = _names(employer)
    keys = snapshot.query(
        """SELECT DISTINCT company_key FROM (SELECT company_key, soc_code FROM h1b_employer_wage
                                             UNION ALL SELECT company_key, soc_code FROM h1b_case)
           WHERE soc_code = $soc
             AND len(list_filter($names::VARCHAR[],
                                 name -> starts_with(company_key, split_part(name, ' ', 1)))) > 0
           ORDER BY company_key""",
        {"soc": soc_code, "names": sorted(names)},
    )
    return [key for key in keys["company_key"] if bare_name(key) in names]


def _names(employer: str) -> set[str]:
    """Return the names of one firm without legal form: its own, and those the alias table knows."""
    own = bare_name(employer)
    target, relation = aliases().get(own, (own, "same"))
    firm = target if relation == "name" else own
    others = (
        alias for alias, (named, kind) in aliases().items() if (named, kind) == (firm, "name")
    )
    return {own, bare_name(firm), *(bare_name(other) for other in others)}


def _cases(snapshot: Snapshot, keys: Collection[str], soc_code: str) -> pd.DataFrame:
    return snapshot.query(
        """SELECT job_title, worksite_state, employer_name, wage_annual_low_usd AS pay,
                  decision_date AS newest,
                  coalesce(occupation_name, soc_code) AS occupation_name, h1b.source,
                  coalesce(title, h1b.source) AS source_title
           FROM h1b_case AS h1b
           LEFT JOIN source_info USING (source) LEFT JOIN oews_occupation USING (soc_code)
           WHERE list_contains($keys, company_key) AND soc_code = $soc
             AND is_full_time IS NOT FALSE
           ORDER BY decision_date DESC, case_number""",
        {"keys": list(keys), "soc": soc_code},
    )


def _work_and_rank(title: str) -> tuple[str, str]:
    words = title_words(title)
    return words.core, words.seniority.value


def _mart_band(snapshot: Snapshot, keys: Collection[str], soc_code: str) -> PayBand | None:
    rows = snapshot.query(
        """SELECT wage.*, coalesce(title, wage.source) AS source_title,
                  coalesce(occupation_name, soc_code) AS occupation_name, newest_decision AS newest
           FROM h1b_employer_wage AS wage
           LEFT JOIN source_info USING (source) LEFT JOIN oews_occupation USING (soc_code)
           WHERE list_contains($keys, company_key) AND soc_code = $soc
           ORDER BY cases DESC, company_key LIMIT 1""",
        {"keys": list(keys), "soc": soc_code},
    )
    if rows.empty:
        return None
    row = rows.iloc[0]
    pays = {p: float(row[f"wage_annual_p{p}_usd"]) for p in _PERCENTILES}
    return _attested(row, pays, str(row["occupation_name"]), int(row["cases"]))


def _attested(row: pd.Series, pays: dict[int, float], whose: str, cases: int) -> PayBand:
    decided = pd.Timestamp(row["newest"]).date()
    band = PayBand(
        source=SourceRef(str(row["source"]), f"{row['source_title']}, {decided:%B %Y}", decided),
        occupation=f"{whose} at {row['employer_name']}, {cases:,} cases",
        place="the US",
        currency="USD",
        percentiles=pays,
        as_of=decided,
        fallbacks=(
            "Pay at this employer: the lowest it attested to pay foreign workers; what it pays "
            "may be more.",
        ),
    )
    return replace(band, fallback_sd=sampling_sd(band, cases))
