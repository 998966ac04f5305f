"""ASHE table 14.7a: marks in place of estimates, the archive, provisional and revised editions."""

import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from etl.source import RawFile, SourceError
from etl.sources.uk_ashe import UkAshe
from tests.etl.sources.conftest import RETRIEVED

HEADER = ["Description", "Code", "(thousand)", "Median", "change", "Mean", "change",
          10, 20, 25, 30, 40, 60, 70, 75, 80, 90]  # fmt: skip
MEMBER = "PROV - Occupation SOC20 (4) Table 14.7a   Annual pay - Gross {}.xlsx"
ALL = ["All employees", None, 28000, 39039, 4.2, 47000, 4.0,
       17000, 22000, 25000, 27000, 33000, 45000, 52000, 57000, 64000, 88000]  # fmt: skip
CODED = ["Programmers and software development professionals", 2134, 420.5, 56914, 3.1, 60000, 2.0,
         35000, 41000, 44000, 47000, 52000, 62000, 68000, 71000, 76000, "x"]  # fmt: skip
SUPPRESSED = ["Chief executives and senior officials", "1111", 70, "x", "x", 140000, "x",
              "..", "x", "x", "x", "x", "x", "x", "x", "x", "x"]  # fmt: skip
NOTE = ["a  Employees on adult rates who have been in the same job for more than a year."]


@pytest.fixture
def book(tmp_path):
    """Return a function that writes the workbook, bare or in the publisher's archive."""

    def write(*rows: list, year=2025, archive: str | None = None, header=HEADER, sheets=2) -> Path:
        workbook = openpyxl.Workbook()
        names = ["All", "Full-Time", "Male"][:sheets]
        for name in names:
            sheet = workbook.create_sheet(name)
            sheet.append([f"Table 14.7a   Annual pay - Gross (£) - For {name}: UK, {year}"])
            sheet.append([None])
            sheet.append([None, None, "Number of jobs(b)", None, "Annual percentage"])
            sheet.append(header)
            for row in rows:
                sheet.append(row)
        path = tmp_path / MEMBER.format(year)
        workbook.save(path)
        if archive:
            target = tmp_path / archive
            with zipfile.ZipFile(target, "w") as packed:
                packed.write(path, path.name)
                packed.write(path, path.name.replace("14.7a", "14.7b"))
                packed.write(path, path.name.replace("14.7a", "14.1a"))
            return target
        return path

    return write


def account(loaded) -> tuple[int, int, int, dict[str, int]]:
    report = loaded.report
    assert report.rows_in == report.rows_out + report.rejected + sum(report.skipped.values())
    return report.rows_in, report.rows_out, report.rejected, report.skipped


def test_marks_are_reasons_and_codes_are_text(load, book):
    loaded = load(
        UkAshe(), book(ALL, CODED, SUPPRESSED, NOTE, archive="ashetable142025provisional.zip")
    )
    assert account(loaded) == (8, 6, 0, {"note or heading": 2})
    assert loaded.offences() == {}
    assert loaded.rows(
        """SELECT year, soc2020_code, jobs_thousands, wage_annual_p10_gbp, wage_annual_p50_gbp,
                  wage_annual_p90_gbp, wage_annual_mean_gbp, p50_missing, is_provisional, as_of_date
           FROM ashe_wage WHERE employee_group = 'full_time' ORDER BY soc2020_code"""
    ) == [
        (2025, "1111", 70, None, None, None, 140000, "unreliable", True, date(2025, 4, 5)),
        (2025, "2134", 420.5, 35000, 56914, None, 60000, None, True, date(2025, 4, 5)),
        (2025, "all", 28000, 17000, 39039, 88000, 47000, None, True, date(2025, 4, 5)),
    ]


def test_the_bare_workbook_loads_alike(load, book):
    query = "SELECT * EXCLUDE (is_provisional) FROM ashe_wage ORDER BY ALL"
    packed = book(ALL, CODED, archive="ashetable142025revised.zip")
    bare = book(ALL, CODED)
    assert load(UkAshe(), packed).rows(query) == load(UkAshe(), bare).rows(query)


def test_of_one_year_the_revised_edition_speaks(load, book):
    older = book(ALL, year=2024, archive="ashetable142024provisional.zip")
    loaded = load(UkAshe(), book(CODED, archive="ashetable142025provisional.zip"), older)
    assert loaded.rows("SELECT DISTINCT year FROM ashe_wage ORDER BY year") == [(2024,), (2025,)]
    revised = [*CODED[:3], 60_000, *CODED[4:]]
    path = book(revised)
    path.rename(path.with_name("Occupation SOC20 (4) Table 14.7a   Annual pay 2025.xlsx"))
    path = path.with_name("Occupation SOC20 (4) Table 14.7a   Annual pay 2025.xlsx")
    loaded = load(UkAshe(), book(CODED, archive="ashetable142025provisional.zip"), path)
    assert account(loaded) == (4, 2, 0, {"year_in_newer_edition": 2})
    assert loaded.rows("SELECT DISTINCT wage_annual_p50_gbp, is_provisional FROM ashe_wage") == [
        (60_000, False)
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ([*CODED[:3], "n/k", *CODED[4:]], "sheet All: Median: 'n/k' is no estimate"),
        ([*CODED[:3], -5, *CODED[4:]], "sheet All: Median: '-5' is no estimate"),
        ([*CODED[:3], 9e9, *CODED[4:]], "Median: '9000000000' is no estimate"),
        ([CODED[0], "21-34", *CODED[2:]], "Code: '21-34' is no SOC 2020 code"),
    ],
)
def test_cells_that_are_no_estimates_reject_the_row(load, book, row, said):
    loaded = load(UkAshe(), book(ALL, row))
    assert account(loaded) == (4, 2, 2, {})
    assert said in loaded.report.rejected_examples[0][1]


def test_percentiles_that_fall_are_an_offence(load, book):
    falling = [*CODED[:7], 60_000, *CODED[8:]]
    assert load(UkAshe(), book(ALL, falling)).offences() == {"percentiles_rise": 2}


def test_what_is_no_table_14_7a(load, book, tmp_path):
    with pytest.raises(SourceError, match="lacks the sheet Full-Time"):
        load(UkAshe(), book(ALL, sheets=1))
    with pytest.raises(SourceError, match="lacks the columns 90"):
        load(UkAshe(), book(ALL, header=HEADER[:-1]))
    with pytest.raises(SourceError, match="no row names a column Description"):
        load(UkAshe(), book(ALL, header=["Occupation"]))
    with pytest.raises(SourceError, match="its title names no year"):
        load(UkAshe(), book(ALL, year="last year"))
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("Table 14.1a.xlsx", b"x")
    with pytest.raises(SourceError, match="holds 0 workbooks of table"):
        load(UkAshe(), path)
    path.write_bytes(b"<html>")
    with pytest.raises(SourceError, match="no whole archive or workbook"):
        load(UkAshe(), RawFile(path, "0" * 64, RETRIEVED))


def test_the_newest_edition_of_the_page_is_fetched():
    class Page:
        asked: tuple = ()

        def page(self, _):
            return (
                '<a href="/file?uri=/x/2024revised/ashetable142024revised.zip">'
                '<a href="/file?uri=%2Fx%2F2025provisional%2Fashetable142025provisional.zip">'
            )

        def get(self, url, *, name):
            self.asked = (*self.asked, (url, name))

    page = Page()
    UkAshe().fetch(page)
    assert page.asked == (
        (
            "https://www.ons.gov.uk/file?uri=/x/2025provisional/ashetable142025provisional.zip",
            "ashetable142025provisional.zip",
        ),
    )
    page.page = lambda _: "<html>moved</html>"
    with pytest.raises(SourceError, match="links no archive"):
        UkAshe().fetch(page)
