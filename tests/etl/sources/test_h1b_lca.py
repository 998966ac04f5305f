"""Labour condition applications: the real header, units, wrapped texts, padding, two quarters."""

import hashlib
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell import WriteOnlyCell

from etl.fetching.acquire import Request
from etl.refresh import refresh
from etl.source import RawFile, SourceError
from etl.sources.h1b_lca import H1bLca
from etl.sources.h1b_lca.cases import LOADED
from greener.journal.records import Job
from greener.market.store import open_current
from greener.today import answer_today
from tests.etl.fakes import settings_for
from tests.etl.sources.conftest import RETRIEVED

HEADER = """
CASE_NUMBER CASE_STATUS RECEIVED_DATE DECISION_DATE ORIGINAL_CERT_DATE VISA_CLASS JOB_TITLE SOC_CODE
SOC_TITLE FULL_TIME_POSITION BEGIN_DATE END_DATE TOTAL_WORKER_POSITIONS NEW_EMPLOYMENT
CONTINUED_EMPLOYMENT CHANGE_PREVIOUS_EMPLOYMENT NEW_CONCURRENT_EMPLOYMENT CHANGE_EMPLOYER
AMENDED_PETITION EMPLOYER_NAME TRADE_NAME_DBA EMPLOYER_ADDRESS1 EMPLOYER_ADDRESS2 EMPLOYER_CITY
EMPLOYER_STATE EMPLOYER_POSTAL_CODE EMPLOYER_COUNTRY EMPLOYER_PROVINCE EMPLOYER_PHONE
EMPLOYER_PHONE_EXT NAICS_CODE EMPLOYER_POC_LAST_NAME EMPLOYER_POC_FIRST_NAME
EMPLOYER_POC_MIDDLE_NAME EMPLOYER_POC_JOB_TITLE EMPLOYER_POC_EMAIL AGENT_REPRESENTING_EMPLOYER
AGENT_ATTORNEY_LAST_NAME AGENT_ATTORNEY_FIRST_NAME LAWFIRM_NAME_BUSINESS_NAME
STATE_OF_HIGHEST_COURT NAME_OF_HIGHEST_STATE_COURT WORKSITE_WORKERS SECONDARY_ENTITY
SECONDARY_ENTITY_BUSINESS_NAME WORKSITE_ADDRESS1 WORKSITE_CITY WORKSITE_COUNTY WORKSITE_STATE
WORKSITE_POSTAL_CODE WAGE_RATE_OF_PAY_FROM WAGE_RATE_OF_PAY_TO WAGE_UNIT_OF_PAY PREVAILING_WAGE
PW_UNIT_OF_PAY PW_TRACKING_NUMBER PW_WAGE_LEVEL PW_OES_YEAR TOTAL_WORKSITE_LOCATIONS
AGREE_TO_LC_STATEMENT H-1B_DEPENDENT WILLFUL_VIOLATOR SUPPORT_H1B STATUTORY_BASIS
APPENDIX_A_ATTACHED PUBLIC_DISCLOSURE PREPARER_LAST_NAME PREPARER_EMAIL
""".split()  # noqa: SIM905 (reads like the real one)
CASE = {
    "CASE_NUMBER": "I-200-26001-000001",
    "CASE_STATUS": "Certified",
    "DECISION_DATE": datetime(2026, 6, 12),
    "VISA_CLASS": "H-1B",
    "JOB_TITLE": "Software Engineer",
    "SOC_CODE": "15-1252.00",
    "FULL_TIME_POSITION": "Y",
    "TOTAL_WORKER_POSITIONS": 1,
    "EMPLOYER_NAME": "Grebe Systems, Inc.",
    "NAICS_CODE": "054151",
    "EMPLOYER_POC_EMAIL": "person@grebe.example",
    "WORKSITE_CITY": "Austin",
    "WORKSITE_STATE": "TX",
    "WAGE_RATE_OF_PAY_FROM": 120000,
    "WAGE_RATE_OF_PAY_TO": 150000.5,
    "WAGE_UNIT_OF_PAY": "Year",
    "PREVAILING_WAGE": 50,
    "PW_UNIT_OF_PAY": "Hour",
    "PW_WAGE_LEVEL": "II",
}


def as_text(page, value):
    """Return a cell that holds its text even where it looks like a formula."""
    if not str(value).startswith("="):
        return value
    cell = WriteOnlyCell(page, value)
    cell.data_type = "s"
    return cell


@pytest.fixture
def sheet(tmp_path):
    """Return a function that writes a disclosure file of cases that differ from ``CASE``."""

    def write(name: str, *changes: dict, header=HEADER, padding: int = 0) -> RawFile:
        book = openpyxl.Workbook(write_only=True)
        page = book.create_sheet("LCA_Disclosure_Data")
        page.append(header)
        for number, change in enumerate(changes, start=1):
            case = {**CASE, "CASE_NUMBER": f"I-200-26001-{number:06}", **change}
            page.append([as_text(page, case.get(column)) for column in header])
        for _ in range(padding):
            page.append([None] * len(header))
        path = Path(tmp_path / name)
        book.save(path)
        return RawFile(path, hashlib.sha256(path.read_bytes()).hexdigest(), RETRIEVED)

    return write


def account(loaded) -> tuple[int, int, int, dict[str, int]]:
    report = loaded.report
    assert report.rows_in == report.rows_out + report.rejected + sum(report.skipped.values())
    return report.rows_in, report.rows_out, report.rejected, report.skipped


def test_a_case_is_typed_and_persons_stay_outside(load, sheet):
    loaded = load(H1bLca(), sheet("a.xlsx", {}))
    assert account(loaded) == (1, 1, 0, {})
    assert (loaded.report.verdict, loaded.offences()) == ("ok", {})
    assert loaded.rows(
        """SELECT case_number, decision_date, job_title, soc_code, is_full_time, worker_positions,
                  company_key, naics_code, worksite_city, worksite_state, wage_annual_low_usd,
                  wage_annual_high_usd, prevailing_wage_annual_usd, prevailing_wage_level,
                  as_of_date FROM h1b_case"""
    ) == [
        ("I-200-26001-000001", date(2026, 6, 12), "Software Engineer", "15-1252", True, 1,
         "grebe systems, inc.", "054151", "Austin", "TX", 120_000, 150_000.5, 104_000, "II",
         date(2026, 6, 12)),
    ]  # fmt: skip
    assert not any("person@" in str(row) for row in loaded.rows("FROM h1b_case"))
    assert not {name for name in LOADED if "POC" in name or "ATTORNEY" in name}


@pytest.mark.parametrize(
    ("unit", "wage", "annual"),
    [
        ("Year", 90_000, 90_000),
        ("Month", 7_500, 90_000),
        ("Bi-Weekly", 4_000, 104_000),
        ("week", 2_000, 104_000),
        ("Hour", "50.25", 104_520),
        ("Year", "$90,000.00", 90_000),
    ],
)
def test_units_become_a_year(load, sheet, unit, wage, annual):
    case = {"WAGE_RATE_OF_PAY_FROM": wage, "WAGE_RATE_OF_PAY_TO": None, "WAGE_UNIT_OF_PAY": unit}
    loaded = load(H1bLca(), sheet("a.xlsx", case))
    assert loaded.rows("SELECT wage_annual_low_usd, wage_annual_high_usd FROM h1b_case") == [
        (annual, None)
    ]


def test_wages_that_cannot_be_are_rejected_by_name(load, sheet):
    loaded = load(
        H1bLca(),
        sheet(
            "a.xlsx",
            {},
            {"WAGE_RATE_OF_PAY_FROM": 1_791_000, "WAGE_UNIT_OF_PAY": "Hour"},
            {"WAGE_RATE_OF_PAY_FROM": None},
            {"WAGE_UNIT_OF_PAY": "Fortnight"},
            {"WAGE_RATE_OF_PAY_FROM": -5},
            {"WAGE_RATE_OF_PAY_FROM": 60, "WAGE_UNIT_OF_PAY": "Year"},
            {"WAGE_RATE_OF_PAY_TO": 100},
        ),
    )
    assert account(loaded) == (7, 2, 5, {})
    reasons = dict(loaded.report.rejected_examples)
    assert reasons[3].endswith(
        "WAGE_RATE_OF_PAY_FROM: 1791000 per hour is not 10,000 to 5,000,000 USD a year"
    )
    assert "WAGE_RATE_OF_PAY_FROM: is blank" in reasons[4]
    assert "120000 per fortnight" in reasons[5]
    assert "'-5' expected an amount" in reasons[6]
    assert "60 per year" in reasons[7]
    assert "WAGE_UNIT_OF_PAY left out" in loaded.report.message


def test_only_certified_cases_count(load, sheet):
    loaded = load(
        H1bLca(),
        sheet("a.xlsx", {}, *({"CASE_STATUS": s} for s in ("Denied", "Withdrawn", "CERTIFIED"))),
    )
    assert account(loaded) == (4, 2, 0, {"not_certified": 2})


def test_one_quarter_wraps_its_texts_and_pads_its_sheet(load, sheet):
    wrapped = {
        name: f'="{value}"'
        for name, value in CASE.items()
        if isinstance(value, str) and name != "CASE_NUMBER"
    }
    wrapped["DECISION_DATE"] = "2026-06-12"
    loaded = load(H1bLca(), sheet("a.xlsx", wrapped, padding=3_000))
    assert account(loaded) == (1, 1, 0, {})
    assert loaded.rows("SELECT soc_code, company_key, worksite_state FROM h1b_case") == [
        ("15-1252", "grebe systems, inc.", "TX")
    ]


def test_a_case_of_two_quarters_is_taken_from_the_newer(load, sheet):
    older = sheet("older.xlsx", {"JOB_TITLE": "old"}, {"CASE_NUMBER": "only-here"})
    later = {"DECISION_DATE": datetime(2026, 9, 12), "JOB_TITLE": "new"}
    newer = sheet("newer.xlsx", later, {**later, "CASE_NUMBER": "I-200-26001-000001"})
    for files in ([older, newer], [newer, older]):
        loaded = load(H1bLca(), *files)
        assert account(loaded) == (4, 2, 0, {"case_in_newer_release": 1, "case_listed_twice": 1})
        assert loaded.rows("SELECT job_title, as_of_date FROM h1b_case ORDER BY ALL") == [
            ("Software Engineer", date(2026, 9, 12)),
            ("new", date(2026, 9, 12)),
        ]


@pytest.mark.parametrize("spelling", ["H-1B_DEPENDENT", "H_1B_DEPENDENT", "h-1b dependent"])
def test_spellings_of_a_column_are_no_drift(load, sheet, spelling):
    header = [spelling if name == "H-1B_DEPENDENT" else name for name in HEADER]
    assert load(H1bLca(), sheet("a.xlsx", {}, header=header)).report.verdict == "ok"


def test_new_and_missing_columns_are_named(load, sheet):
    loaded = load(H1bLca(), sheet("a.xlsx", {}, header=[*HEADER, "REMOTE_SHARE"]))
    assert loaded.report.message == "a.xlsx has unknown columns: REMOTE_SHARE"
    header = [name for name in HEADER if name not in {"JOB_TITLE", "WAGE_UNIT_OF_PAY"}]
    with pytest.raises(SourceError, match="lacks the columns JOB_TITLE, WAGE_UNIT_OF_PAY"):
        load(H1bLca(), sheet("b.xlsx", {}, header=header))


def test_an_unreadable_code_leaves_the_case(load, sheet):
    loaded = load(H1bLca(), sheet("a.xlsx", {"SOC_CODE": "Nov-21", "PW_WAGE_LEVEL": "N/A"}))
    assert loaded.rows("SELECT soc_code, prevailing_wage_level FROM h1b_case") == [(None, None)]
    assert "SOC_CODE left out" in loaded.report.message


def test_what_is_no_disclosure_file(load, sheet, tmp_path):
    with pytest.raises(SourceError, match="no row can be read"):
        load(H1bLca(), sheet("empty.xlsx"))
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"CASE_NUMBER,CASE_STATUS\n")
    with pytest.raises(SourceError, match="no whole xlsx workbook"):
        load(H1bLca(), RawFile(path, "0" * 64, RETRIEVED))


def test_an_employers_wage_needs_three_full_time_cases(load, sheet):
    wages = [100_000, 120_000, 140_000]
    loaded = load(
        H1bLca(),
        sheet(
            "a.xlsx",
            *({"WAGE_RATE_OF_PAY_FROM": wage} for wage in wages),
            {"WAGE_RATE_OF_PAY_FROM": 20_000, "FULL_TIME_POSITION": "N"},
            *({"EMPLOYER_NAME": "Small", "WAGE_RATE_OF_PAY_FROM": wage} for wage in wages[:2]),
        ),
    )
    assert loaded.rows(
        """SELECT company_key, soc_code, cases, wage_annual_p25_usd, wage_annual_p50_usd,
                  wage_annual_p75_usd FROM h1b_employer_wage"""
    ) == [("grebe systems, inc.", "15-1252", 3, 110_000, 120_000, 130_000)]


def test_the_newest_file_of_the_page_is_fetched():
    class Page:
        asked: tuple[str, ...] = ()

        def page(self, _):
            return """<a href="/sites/dolgov/files/LCA_Disclosure_Data_FY2025_Q4.xlsx">
                      <a href="/sites/dolgov/files/LCA_Disclosure_Data_FY2026_Q3.xlsx">
                      <a href="/sites/dolgov/files/PERM_Disclosure_Data_FY2026_Q4.xlsx">"""

        def get(self, url, **_):
            self.asked = (*self.asked, url)

    page = Page()
    H1bLca().fetch(page)
    assert page.asked == (
        "https://www.dol.gov/sites/dolgov/files/LCA_Disclosure_Data_FY2026_Q3.xlsx",
    )
    page.page = lambda _: "<html>moved</html>"
    with pytest.raises(SourceError, match="links no file"):
        H1bLca().fetch(page)


def test_a_file_of_filings_becomes_a_band_of_the_worth(sheet, tmp_path):
    """From the workbook, as a refresh loads it, to the band beside the others."""
    others = [{"JOB_TITLE": "Nurse", "EMPLOYER_NAME": f"Clinic {n}"} for n in range(5)]
    wages = [{"WAGE_RATE_OF_PAY_FROM": pay} for pay in (100_000, 120_000, 140_000)]
    file = sheet("LCA_Disclosure_Data_FY2026_Q3.xlsx", *wages, *others)
    settings = settings_for(tmp_path / "data")
    request = Request(files={"h1b_lca": [file.path]}, offline=True)
    outcome = refresh(request, settings, [H1bLca()])
    assert outcome.generation, [report.message for report in outcome.reports]
    job = Job(
        employer="Grebe Systems",
        title="Software engineer",
        occupation="15-1252",
        region="TX",
        pay_annual=Decimal(110_000),
    )
    with open_current(settings.published_dir) as snapshot:
        worth = answer_today(snapshot, job, (), date(2026, 11, 1)).worth
    (part,) = worth.prior.parts
    assert part.percentiles == {25: 110_000, 50: 120_000, 75: 130_000}
    assert part.band.occupation == '"Software engineer" at Grebe Systems, Inc., 3 cases'
    assert part.band.place == "Texas"
    assert worth.worth.value == pytest.approx(120_000)
    assert any("attested to pay foreign workers" in text for text in worth.worth.missing)
