"""Layoff lists: every column set and spelling in circulation, releases, duplicates, real files."""

import hashlib
import re
from datetime import date, timedelta
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.source import RawFile, SourceError
from etl.sources.layoff_events import LayoffEvents
from greener.settings import load_settings
from tests.etl.sources.conftest import RETRIEVED

FIXTURES = Path(__file__).parents[2] / "fixtures" / "layoff_events"
HEADER = "company,date,total_laid_off,percentage_laid_off,stage,country,industry,location"
SUPERSEDED = "superseded_by_newer_release"
REPEATED = "same_company_and_date_in_newer_file"


def raw_file(path: Path) -> RawFile:
    return RawFile(path, hashlib.sha256(path.read_bytes()).hexdigest(), RETRIEVED)


@pytest.fixture
def load_text(load, tmp_path):
    """Return a function that loads lists given as text, each with its own name."""

    def run(*texts: str, header: str = HEADER + "\n"):
        paths = []
        for number, text in enumerate(texts):
            paths.append(tmp_path / f"list{number}.csv")
            paths[-1].write_text(header + text, encoding="utf-8")
        return load(LayoffEvents(), *map(raw_file, paths))

    return run


def load_fixtures(load, *names: str):
    return load(LayoffEvents(), *(raw_file(FIXTURES / f"{name}.csv") for name in names))


def account(loaded) -> tuple[int, int, int, dict[str, int]]:
    report = loaded.report
    assert report.rows_in == report.rows_out + report.rejected + sum(report.skipped.values())
    assert loaded.rows("SELECT count(*) FROM layoff_event") == [(report.rows_out,)]
    return report.rows_in, report.rows_out, report.rejected, report.skipped


# ------------------------------------------------------------------------- columns and spellings


def test_missing_words_and_a_dotted_country(load):
    loaded = load_fixtures(load, "words_for_missing")
    assert account(loaded) == (5, 4, 1, {})
    line, reason = loaded.report.rejected_examples[0]
    assert line == 5
    assert "words_for_missing.csv: date: has no date, expected YYYY-MM-DD or M/D/YYYY" in reason
    assert loaded.rows(
        """SELECT company_key, company_name, event_date, laid_off_count, laid_off_share, stage,
                  country, naics_sector, funds_raised_usd_millions
           FROM layoff_event ORDER BY event_id"""
    ) == [
        ("quokka pay", "Quokka Pay", date(2023, 3, 6), 500, 0.05, "Post-IPO", "AU", "52", 210),
        ("tern labs", "Tern Labs", date(2023, 3, 6), 400, None, "Series B", "NG", "44-45", 16),
        ("grackle", "Grackle", date(2023, 3, 3), 230, 1.0, None, "US", "48-49", None),
        ("brambling", "Brambling", date(2023, 3, 1), None, None, None, "BR", "52", 45.5),
    ]


def test_percent_signs_dollar_signs_and_places_abroad(load):
    loaded = load_fixtures(load, "percent_and_dollar")
    assert account(loaded) == (5, 5, 0, {})
    assert loaded.rows(
        """SELECT company_key, laid_off_count, laid_off_share, location, country,
                  funds_raised_usd_millions, source_url, added_date
           FROM layoff_event ORDER BY event_id"""
    ) == [
        ("whimbrel", 47, 0.07, "New York City", "US", 726.0, "https://news.example/a?b=1",
         date(2025, 7, 22)),
        ("zitting", None, 1.0, "SF Bay Area", "US", 9.0, None, date(2025, 7, 22)),
        ("pipit", None, None, "Bengaluru", "IN", None, "https://news.example/c",
         date(2025, 7, 18)),
        ("skua", 12, 0.005, "Dubai", "AE", 1500.0, "https://news.example/d", None),
        ("ruff", 52, None, None, None, 0.7, "https://news.example/e", None),
    ]  # fmt: skip


def test_capitals_times_of_day_and_links_to_people(load):
    loaded = load_fixtures(load, "other_columns")
    assert account(loaded) == (2, 2, 0, {})
    assert loaded.report.verdict == "ok"
    assert loaded.rows(
        """SELECT company_name, event_date, laid_off_count, stage, naics_sector, location,
                  added_date FROM layoff_event ORDER BY event_id"""
    ) == [
        ("Boobook", date(2022, 12, 21), 350, "Post-IPO", "48-49", "San Diego", date(2022, 12, 18)),
        ("Rosella", date(2022, 12, 21), None, "Series A", "52", "Berlin", date(2022, 12, 21)),
    ]


def test_a_byte_order_mark_and_four_padded_columns(load):
    loaded = load_fixtures(load, "byte_order_mark")
    assert loaded.rows("SELECT company_key, event_date, laid_off_count FROM layoff_event") == [
        ("galah", date(2026, 7, 26), 30),
        ("kestrel group", date(2026, 6, 23), 21000),
    ]
    loaded = load_fixtures(load, "four_columns")
    assert account(loaded) == (2, 2, 0, {})
    assert loaded.rows("SELECT company_name, location, laid_off_count FROM layoff_event") == [
        ("Gannet", "Oslo", 80),
        ("Fulmar", "Vaduz", None),
    ]


def test_slashes_and_dashes_are_both_month_first(load):
    loaded = load_fixtures(load, "mixed_dates")
    assert loaded.rows("SELECT event_date FROM layoff_event ORDER BY event_id") == [
        (date(2026, 2, 26),),
        (date(2026, 2, 12),),
        (date(2026, 1, 9),),
    ]


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("company,total_laid_off", "lacks the column date; found company, total_laid_off"),
        ("firm,day", "lacks the columns company and date"),
        ("Company,company,date", "names a column twice: Company, company"),
        ("company,date,date", "names a column twice: date"),
    ],
)
def test_an_unknown_set_of_columns_is_refused(load_text, header, said):
    with pytest.raises(SourceError, match=re.escape(said)):
        load_text("a,b,c\n", header=f"{header}\n")


def test_a_new_column_is_named_and_the_rest_loads(load_text):
    loaded = load_text("Ibis,2024-01-02,5\n", header="company,date,severance_weeks\n")
    assert loaded.report.verdict == "degraded"
    assert loaded.report.message == "list0.csv has columns that are not loaded: severance_weeks"
    assert loaded.rows("SELECT company_name FROM layoff_event") == [("Ibis",)]


# ------------------------------------------------------------------------------------- bad values


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (" ,2024-01-02,5,,,,,", "company: is blank"),
        ("\u200b\u202e ,2024-01-02,5,,,,,", "company: is blank"),
        ("x" * 10_000 + ",2024-01-02,5,,,,,", "company: 10,000 characters, expected 200 at most"),
        ("Ibis,2024-13-02,5,,,,,", "date: '2024-13-02' is no date"),
        ("Ibis,31-12-2024,5,,,,,", "date: '31-12-2024' is no date"),
        ("Ibis,1/2/24,5,,,,,", "date: '1/2/24' is no date"),
        ("Ibis,2124-01-02,5,,,,,", "date: '2124-01-02' is no date"),
        ("Ibis,0024-01-02,5,,,,,", "date: '0024-01-02' is no date"),
        ("Ibis,2024-01-02,-5,,,,,", "total_laid_off: '-5' is no number of people"),
        ("Ibis,2024-01-02,5.5,,,,,", "total_laid_off: '5.5' is no number of people"),
        ("Ibis,2024-01-02,9000000000,,,,,", "expected 1 to 1,000,000"),
        ("Ibis,2024-01-02,about 50,,,,,", "total_laid_off: 'about 50'"),
        ("Ibis,2024-01-02,5,7,,,,", "percentage_laid_off: '7' is no share"),
        ("Ibis,2024-01-02,5,101%,,,,", "percentage_laid_off: '101%' is no share"),
        ("Ibis,2024-01-02,5,-3%,,,,", "percentage_laid_off: '-3%' is no share"),
        ("Ibis,2024-01-02,5,,,,", "7 cells, expected 8"),
    ],
)
def test_a_row_that_cannot_be_read_is_rejected_by_name(load_text, row, said):
    loaded = load_text(f"Egret,2024-01-01,3,,,,,\n{row}\nHeron,2024-01-01,3,,,,,\n")
    assert account(loaded) == (3, 2, 1, {})
    line, reason = loaded.report.rejected_examples[0]
    assert line == 3
    assert reason.startswith("list0.csv: ")
    assert said in reason


@pytest.mark.parametrize(
    "name",
    ["<script>alert(1)</script>", "=HYPERLINK(1)", "Café 🦤", "شركة النورس", "a'; DROP TABLE x"],
)
def test_strange_names_are_stored_as_text(load_text, name):
    loaded = load_text(f'"{name}",2024-01-02,5,,,,,\n')
    assert loaded.rows("SELECT company_name FROM layoff_event") == [(name,)]


def test_hidden_characters_do_not_make_another_company(load_text):
    loaded = load_text("Ib\u200bis,2024-01-02,5,,,,,\n\u202eIBIS\xa0,2024-02-02,5,,,,,\n")
    assert loaded.rows("SELECT DISTINCT company_key FROM layoff_event") == [("ibis",)]


def test_like_names_stay_different_firms(load_text):
    loaded = load_text(
        "Aurora,2024-01-02,5,,,,,\naurora ,2024-02-02,5,,,,,\nAurora Labs,2024-01-02,5,,,,,\n"
    )
    assert loaded.rows("SELECT company_key, events FROM company_history ORDER BY ALL") == [
        ("aurora", 2),
        ("aurora labs", 1),
    ]


def test_zero_says_not_known_and_thousands_have_commas(load_text):
    loaded = load_text('Ibis,2024-01-02,0,0,,,,\nEgret,2024-01-02,"1,500",,,,,\n')
    assert loaded.rows("SELECT laid_off_count, laid_off_share FROM layoff_event") == [
        (None, None),
        (1500, None),
    ]


def test_words_without_a_code_are_kept_and_named(load_text):
    loaded = load_text("Ibis,2024-01-02,5,,,Atlantis,Sorcery,\n" * 2)
    assert loaded.rows("SELECT country, industry_listed, naics_sector FROM layoff_event") == [
        (None, "Sorcery", None),
        (None, "Sorcery", None),
    ]
    assert "country: 1 unknown words left without a code: 'Atlantis' (2)" in loaded.report.message
    assert "'Sorcery' (2)" in loaded.report.message


def test_minor_values_are_left_out_and_the_event_stays(load_text):
    loaded = load_text(
        "Ibis,2024-01-02,$1.5B,soon\n", header="company,date,funds_raised,date_added\n"
    )
    assert loaded.rows("SELECT funds_raised_usd_millions, added_date FROM layoff_event") == [
        (None, None)
    ]
    assert "1 unreadable values of funds_raised left out, the first in line 2: '$1.5B'" in (
        loaded.report.message
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html>gone</html>", "web page"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "Git LFS pointer"),
        (b"company,date\n", "has a header but no rows"),
        (b"company,date\n\x00\x01\x02,5\n", "binary"),
        (b"company,date\nCaf\xe9,2024-01-02\n", "not UTF-8"),
        ("company,date\nIbis,2024-01-02\n".encode("utf-16"), "not UTF-8"),
        (b"company,date\nIbis,2024-01-02\nEgr", "breaks off in line 3"),
        (b'company,date\nIbis,2024-01-02\n"Egr', "cut off"),
        (b"company,date\nIbis,yesterday\n", "no row can be read; the first: date: 'yesterday'"),
    ],
)
def test_what_is_no_layoff_list_is_refused_whole(load, tmp_path, content, said):
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=said):
        load(LayoffEvents(), raw_file(path))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.binary(max_size=300), rows=st.lists(st.text(max_size=30), max_size=4))
def test_anything_is_accounted_for_or_refused(load, tmp_path, content, rows):
    path = tmp_path / "fuzz.csv"
    for body in (content, "\n".join(rows).encode(errors="replace")):
        path.write_bytes(f"{HEADER}\nIbis,2024-01-02,5,,,,,\n".encode() + body)
        try:
            loaded = load(LayoffEvents(), raw_file(path))
        except SourceError:
            continue
        account(loaded)


# --------------------------------------------------------------------------- releases, duplicates

EARLY = """Oracle,2026-03-31,30000,,,,,
Meta,2026-04-17,8000,,,,,
Ibis,2026-01-05,10,,,,,
Egret,2026-02-05,20,,,,,
Heron,2026-02-06,30,,,,,
Bittern,2026-02-07,30,,,,,
"""
LATE = """Oracle,2026-06-23,21000,,,,,
Meta,2026-05-20,8000,,,,,
Ibis,2026-01-05,10,,,,,
Egret,2026-02-05,20,,,,,
Heron Group,2026-02-06,30,,,,,
Bittern,2026-02-07,35,,,,,
"""


@pytest.mark.parametrize("texts", [(EARLY, LATE), (LATE, EARLY)])
def test_a_newer_release_replaces_the_rewritten_past(load_text, texts):
    loaded = load_text(*texts)
    assert account(loaded) == (12, 6, 0, {SUPERSEDED: 6})
    assert loaded.rows("SELECT sum(laid_off_count) FROM layoff_event") == [(29095,)]


def test_an_older_release_still_speaks_for_the_time_before(load_text):
    loaded = load_text("Crake,2019-05-05,7,,,,,\n" + EARLY, LATE)
    assert account(loaded) == (13, 7, 0, {SUPERSEDED: 6})
    assert ("crake",) in loaded.rows("SELECT company_key FROM layoff_event")


def test_parts_unite_and_the_newest_wins_on_the_same_key(load_text):
    mine = "Ibis,2026-01-05,11,,,,,\nAvocet,2026-01-09,4,,,,,\nStilt,2026-07-09,4,,,,,\n"
    loaded = load_text(EARLY, mine)
    assert account(loaded) == (9, 8, 0, {REPEATED: 1})
    assert loaded.rows("SELECT laid_off_count FROM layoff_event WHERE company_key = 'ibis'") == [
        (11,)
    ]


def test_a_short_list_never_replaces_a_long_one(load_text):
    """A person's own rows that are all in the long list say nothing of the rows they leave out."""
    mine = "Ibis,2026-01-05,10,,,,,\nMeta,2026-04-17,8000,,,,,\n"
    assert account(load_text(EARLY, mine))[1] == 6


def test_the_same_file_twice_adds_nothing(load_text):
    loaded = load_text(EARLY, EARLY)
    assert account(loaded) == (12, 6, 0, {"same_file_given_twice": 6})


def test_duplicates_within_a_release_are_linked_and_count_once(load_text):
    loaded = load_text(
        "Cart,2023-01-10,,0.3,,,,\nCart,2023-01-10,25,,,,,\nCart ,2023-01-10,25,,,,,\n"
        "Ibis,2023-01-10,9,,,,,\n"
    )
    assert loaded.rows(
        "SELECT duplicate_group, is_counted FROM layoff_event ORDER BY event_id"
    ) == [(1, False), (1, True), (1, False), (None, True)]
    assert loaded.rows("SELECT events, people_known FROM company_history ORDER BY company_key") == [
        (1, 25),
        (1, 9),
    ]


# ------------------------------------------------------------------------------------------ marts

HISTORY = """Ibis,2023-01-10,10,20%,Seed,Kenya,Food,
Ibis,2024-06-11,,,Series A,,,
Ibis,2025-12-12,30,10%,,,,
Egret,2023-01-11,5,,Series A,Israel,AI,
Egret,2023-02-11,,100%,Series A,Israel,AI,
Heron,2025-12-31,7,30%,,,,
"""


def test_a_company_history_is_what_was_newest_and_known(load_text):
    loaded = load_text(HISTORY)
    assert loaded.rows(
        """SELECT company_key, events, first_event_month, last_event_month, events_last_12m,
                  events_last_24m, people_known, events_size_unknown, last_share, has_shut_down,
                  stage, industry_listed, naics_sector, country, len(event_months)
           FROM company_history ORDER BY company_key"""
    ) == [
        ("egret", 2, date(2023, 1, 1), date(2023, 2, 1), 0, 0, 5, 1, 1.0, True,
         "Series A", "AI", "51", "IL", 2),
        ("heron", 1, date(2025, 12, 1), date(2025, 12, 1), 1, 1, 7, 0, 0.3, False,
         None, None, None, None, 1),
        ("ibis", 3, date(2023, 1, 1), date(2025, 12, 1), 1, 2, 40, 1, 0.1, False,
         "Series A", "Food", "72", "KE", 3),
    ]  # fmt: skip
    assert loaded.rows(
        "SELECT event_months, event_counts, event_shares FROM company_history "
        "WHERE company_key = 'ibis'"
    ) == [
        (
            [date(2023, 1, 1), date(2024, 6, 1), date(2025, 12, 1)],
            [10, None, 30],
            [0.2, None, 0.1],
        )
    ]


def test_a_month_shows_unknown_sizes_beside_known_people(load_text):
    assert load_text(HISTORY).rows(
        """SELECT industry_listed, country, people_known, events, events_size_unknown
           FROM layoff_month WHERE month = DATE '2023-02-01' OR month = DATE '2024-06-01'
           ORDER BY month"""
    ) == [("AI", "IL", 0, 1, 1), ("Unknown", "ZZ", 0, 1, 1)]


def test_events_in_the_us_are_counted_in_the_state_of_their_place(load_text):
    loaded = load_text(
        "Wren,2024-03-02,10,,,United States,Retail,SF Bay Area\n"
        "Rook,2024-03-09,,,,United States,Retail,San Diego\n"
        "Kite,2024-03-09,4,,,United States,Retail,Atlantis\n"
        "Lark,2024-03-09,4,,,Canada,Retail,Boston\n"
    )
    assert loaded.rows(
        """SELECT us_state, people_known, events, events_size_unknown FROM layoff_state_month
           ORDER BY us_state"""
    ) == [("", 4, 1, 0), ("CA", 10, 2, 1)]


def test_at_risk_are_companies_listed_before_and_not_shut_down(load_text):
    loaded = load_text(HISTORY)
    hazard = {
        month: counts
        for month, *counts in loaded.rows(
            """SELECT month, companies_at_risk, companies_with_event FROM layoff_hazard_month
               WHERE industry_listed = 'All'"""
        )
    }
    assert min(hazard) == date(2023, 2, 1)
    assert hazard[date(2023, 2, 1)] == [2, 1]  # Egret shuts down: still at risk in that month
    assert hazard[date(2023, 3, 1)] == [1, 0]
    assert hazard[date(2024, 6, 1)] == [1, 1]
    assert hazard[date(2025, 12, 1)] == [1, 1]  # Heron's first listing is no recurrence
    assert loaded.rows("SELECT DISTINCT industry_listed FROM layoff_hazard_month ORDER BY ALL") == [
        ("AI",),
        ("All",),
        ("Food",),
    ]


def test_cut_shares_leave_shutdowns_out(load_text):
    assert load_text(HISTORY).rows(
        """SELECT stage, round(share_median, 3), round(share_mean, 3), events_with_share
           FROM layoff_cut_share ORDER BY stage"""
    ) == [("All", 0.2, 0.2, 3), ("Seed", 0.2, 0.2, 1)]


def many_events() -> str:
    """Return 400 companies, the later the smaller, some listed twice."""
    start = date(2020, 3, 1)
    rows = [
        f"Firm {n},{start + timedelta(days=n * 5 % 2000)},{10_000 - n},{n % 90 + 1}%,Seed,,AI,"
        for n in range(400)
    ]
    rows += [f"Firm {n},{start + timedelta(days=2000 + n)},,,,,," for n in range(350, 360)]
    return "\n".join(rows) + "\n"


def test_the_largest_are_300(load_text):
    loaded = load_text(many_events())
    assert loaded.rows("SELECT count(*), min(laid_off_count), max(rank) FROM layoff_largest") == [
        (300, 9701, 300)
    ]


def rebuilt(loaded, folder: Path, mart: str, columns: str) -> list[tuple]:
    """Return what a mart's rows say after a trip through a Parquet file, as the sample makes."""
    file = folder / f"{mart}.parquet"
    loaded.connection.execute(f"COPY {mart} TO '{file}' (FORMAT parquet)")
    return loaded.rows(
        f"SELECT {columns} FROM '{file}' WHERE company_key IN "
        "('firm 350', 'firm 351', 'firm 352', 'firm 380', 'firm 399') ORDER BY company_key"
    )


FEATURES = (
    "company_key, events, events_last_12m, events_last_24m, people_known, last_share, "
    "has_shut_down, stage, naics_sector, event_months, event_shares, event_counts, as_of_date"
)


def test_the_sample_answers_like_the_full_file_outside_the_largest(load_text, tmp_path):
    loaded = load_text(many_events())
    chosen = rebuilt(loaded, tmp_path, "company_history", FEATURES)
    assert len(chosen) == 5
    assert not loaded.rows(
        "SELECT 1 FROM layoff_largest WHERE company_key IN ('firm 350', 'firm 399')"
    )
    full = loaded.rows(
        """SELECT company_key, count(*), sum(laid_off_count), max(event_date)
           FROM layoff_event WHERE is_counted GROUP BY company_key"""
    )
    by_key = {key: rest for key, *rest in full}
    for key, events, *_, months, _, _, as_of in chosen:
        assert events == by_key[key][0] == len(months)
        assert months[-1] == by_key[key][2].replace(day=1)
        assert as_of == max(last for _, _, last in by_key.values())


# ----------------------------------------------------------------------------------- real files


@pytest.mark.real_data
def test_the_newest_real_list_gives_the_known_sums(load, real_data):
    loaded = load(LayoffEvents(), raw_file(real_data / "layoffs" / "events_2026-05.csv"))
    assert account(loaded) == (4411, 4411, 0, {})
    assert (loaded.report.verdict, loaded.offences()) == ("ok", {})
    by_year = loaded.rows(
        """SELECT year(event_date), count(*), sum(laid_off_count) FROM layoff_event
           WHERE year(event_date) < 2026 GROUP BY ALL ORDER BY ALL"""
    )
    assert by_year == [
        (2020, 635, 80_998),
        (2021, 44, 15_823),
        (2022, 1230, 165_269),
        (2023, 1387, 264_320),
        (2024, 633, 152_922),
        (2025, 329, 124_281),
    ]
    assert loaded.rows(
        """SELECT sum(laid_off_count) FROM layoff_event
           WHERE event_date BETWEEN '2023-01-01' AND '2023-06-29'"""
    ) == [(214_107,)]


@pytest.mark.real_data
def test_real_duplicates_are_linked(load, real_data):
    loaded = load(LayoffEvents(), raw_file(real_data / "layoffs" / "events_2026-05.csv"))
    assert loaded.rows(
        """SELECT count(DISTINCT duplicate_group), count(*) FILTER (NOT is_counted),
                  count(DISTINCT duplicate_group) FILTER (totals > 1)
           FROM (SELECT *, count(DISTINCT coalesce(laid_off_count, 0))
                           OVER (PARTITION BY duplicate_group) AS totals
                 FROM layoff_event WHERE duplicate_group IS NOT NULL)"""
    )[0][:2] == (19, 21)
    upstream_order = loaded.rows(
        """SELECT sum(laid_off_count) FROM (
               SELECT *, row_number() OVER (PARTITION BY duplicate_group ORDER BY event_id) AS nth
               FROM layoff_event WHERE duplicate_group IS NOT NULL) WHERE nth > 1"""
    )
    assert upstream_order == [(1_969,)]


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("name", "rows_in", "rejected"),
    [
        ("events_2022-12_other_columns", 1841, 1),
        ("events_2023-03_null_words", 2361, 1),
        ("events_2025-07_percent_dollar", 4114, 0),
        ("events_2026-02_mixed_dates", 4305, 0),
    ],
)
def test_every_vintage_loads_with_no_row_unaccounted_for(load, real_data, name, rows_in, rejected):
    loaded = load(LayoffEvents(), raw_file(real_data / "layoffs" / f"{name}.csv"))
    assert account(loaded) == (rows_in, rows_in - rejected, rejected, {})
    assert (loaded.report.verdict, loaded.offences()) == ("ok", {})
    assert loaded.rows("SELECT count(*) FROM layoff_largest") == [(300,)]


@pytest.mark.real_data
def test_all_vintages_together_are_the_newest(load, real_data):
    files = sorted((real_data / "layoffs").glob("*.csv"))
    loaded = load(LayoffEvents(), *map(raw_file, files))
    assert account(loaded) == (17_032, 4411, 2, {SUPERSEDED: 12_619})


# ----------------------------------------------------------------------------------------- fetch


@pytest.mark.parametrize("address", [None, "https://lists.example/mine.csv", "~/mine.csv"])
def test_the_persons_own_list_takes_the_place_of_the_default(address, monkeypatch):
    monkeypatch.setenv("GREENER_LAYOFF_EVENTS_URL", address or "")

    class Recorder:
        settings = load_settings()
        asked: ClassVar[list[str]] = []

        def get(self, url):
            self.asked.append(url)

    LayoffEvents().fetch(Recorder())
    assert Recorder.asked == [address or LayoffEvents.info.live_urls[0]]
