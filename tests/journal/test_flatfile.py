"""The flat interviews file: read as people write it, written so that it reads back the same."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greener.journal.flatfile import (
    Interviews,
    InterviewsFileError,
    read_interviews,
    write_interviews,
)
from greener.journal.flatrow import COLUMNS
from greener.journal.records import (
    Channel,
    PayComponent,
    PayKind,
    PayObservation,
    PayPeriod,
    Process,
    Purpose,
    Stage,
)
from tests.journal.strategies import pay_observations, process_lists

DOCS = Path(__file__).resolve().parents[2] / "docs"
HEADER = "date,company,title,stage,told,pay kind,low,high,currency,period"


def read(*lines: str, header: str = HEADER, currency: str | None = None) -> Interviews:
    return read_interviews("\n".join([header, *lines]).encode(), currency)


def only_reason(*lines: str, header: str = HEADER) -> str:
    interviews = read(*lines, header=header)
    assert not interviews.processes
    assert not interviews.pay
    assert [row.line for row in interviews.rejected] == [2]
    return interviews.rejected[0].reason


def test_the_documented_example_is_read() -> None:
    text = (DOCS / "interviews_file.md").read_text(encoding="utf-8")
    example = re.search(r"```csv\n(.*?)```", text, re.DOTALL)[1]
    interviews = read_interviews(example.encode())
    assert interviews.rejected == ()
    assert interviews.ignored_columns == ()
    acme, globex, initech = interviews.processes
    assert [event.stage for event in acme.events] == [
        Stage.FOUND,
        Stage.RECRUITER_SCREEN,
        Stage.FINAL,
        Stage.OFFER,
        Stage.DECLINED,
    ]
    assert (acme.channel, acme.purpose) == (Channel.INBOUND, Purpose.LEARN_WORTH)
    assert (acme.told_exploring, acme.told_on) == (True, date(2026, 3, 9))
    assert (globex.told_exploring, globex.told_on) == (False, None)
    assert (initech.title, initech.told_exploring) == (None, None)
    assert [(pay.kind, pay.component, pay.low, pay.high, pay.period) for pay in interviews.pay] == [
        (PayKind.POSTED, PayComponent.BASE, 170_000, 210_000, PayPeriod.YEAR),
        (PayKind.QUOTE, PayComponent.BASE, 180_000, 200_000, PayPeriod.YEAR),
        (PayKind.WRITTEN, PayComponent.BASE, 192_000, 192_000, PayPeriod.YEAR),
        (PayKind.WRITTEN, PayComponent.BONUS, 20_000, 20_000, PayPeriod.YEAR),
        (PayKind.QUOTE, PayComponent.BASE, 95, 110, PayPeriod.HOUR),
    ]
    assert all(f"`{name}`" in text for name in COLUMNS)


@settings(max_examples=60, deadline=None)
@given(process_lists, st.lists(pay_observations(), max_size=4))
def test_what_is_written_reads_back_the_same(
    tmp_path_factory: pytest.TempPathFactory,
    processes: tuple[Process, ...],
    pay: list[PayObservation],
) -> None:
    path = tmp_path_factory.mktemp("flat") / "interviews.csv"
    write_interviews(path, processes, pay)
    assert read_interviews(path) == Interviews(processes, tuple(pay))


def test_no_cell_of_a_written_file_is_a_formula(tmp_path: Path) -> None:
    seen = PayObservation(
        observed_on=date(2026, 1, 1),
        company="=HYPERLINK(1)",
        kind="quote",
        low=1,
        high=1,
        currency="USD",
        note="@x",
    )
    path = tmp_path / "interviews.csv"
    write_interviews(path, [], [seen])
    assert "'=HYPERLINK(1)" in path.read_text()
    assert "'@x" in path.read_text()


def test_rows_join_by_company_and_title_however_they_are_spaced() -> None:
    interviews = read(
        "2026-01-02,Acme,Engineer,applied",
        "2026-01-01, ACME , engineer,found",
        "2026-01-03,Acme,Manager,applied",
    )
    assert [(p.company, len(p.events)) for p in interviews.processes] == [("Acme", 2), ("Acme", 1)]
    assert interviews.processes[0].events[0].stage is Stage.FOUND


def test_a_process_id_keeps_two_rounds_apart() -> None:
    header = "date,company,title,stage,process"
    interviews = read(
        "2024-01-02,Acme,Dev,applied,a", "2026-01-02,Acme,Dev,applied,b", header=header
    )
    assert [process.key for process in interviews.processes] == ["a", "b"]


def test_a_figure_alone_makes_no_process() -> None:
    interviews = read("2026-01-02,Acme,Dev,,,posted,150k,180k,USD,")
    assert interviews.processes == ()
    assert interviews.pay[0].high == 180_000


def test_the_day_they_were_told_is_the_first_yes() -> None:
    process = read(
        "2026-01-02,Acme,Dev,applied,no",
        "2026-01-09,Acme,Dev,panel,1",
        "2026-01-20,Acme,Dev,offer,yes",
    ).processes[0]
    assert (process.told_exploring, process.told_on) == (True, date(2026, 1, 9))


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (",Acme,Dev,applied", "date: missing"),
        ("2026-01-01,,Dev,applied", "company: missing"),
        ("2026-01-01,\u200b,Dev,applied", "company: must not be blank"),
        ("2999-01-01,Acme,Dev,applied", "date: must not lie in the future"),
        ("1900-01-01,Acme,Dev,applied", "date: must be 1950 or later"),
        ("3/4/2026,Acme,Dev,applied", "date: '3/4/2026' has two readings"),
        ("soon,Acme,Dev,applied", "date: expected a date"),
        ("2026-01-01,Acme,Dev,rejcted", "stage: expected one of found"),
        ("2026-01-01,Acme,Dev,", "says nothing"),
        ("2026-01-01,Acme,Dev,applied,maybe", "told_exploring: expected yes or no"),
        ("2026-01-01,Acme,Dev,,,bribe,1k,,USD", "pay_kind: expected one of asked"),
        ("2026-01-01,Acme,Dev,,,,180k,,USD", "pay_kind: missing"),
        ("2026-01-01,Acme,Dev,offer,,written,,,USD", "low: missing"),
        ("2026-01-01,Acme,Dev,,,quote,-5,,USD", "low: expected one positive amount"),
        ("2026-01-01,Acme,Dev,,,quote,180,,USD", "period: missing, and 180 is too little"),
        ("2026-01-01,Acme,Dev,,,quote,200k,180k,USD", "high: the upper end must not be below"),
        ("2026-01-01,Acme,Dev,,,quote,180k-190k,200k,USD", "low: expected one amount"),
        ("2026-01-01,Acme,Dev,,,quote,180k,,", "currency: missing"),
        ("2026-01-01,Acme,Dev,,,quote,180k,,Yen", "currency: expected an ISO 4217"),
        ("2026-01-01,Acme,Dev,,,quote,€180k,,USD", "currency: USD, but the figure is in EUR"),
        ("2026-01-01,Acme,Dev,,,quote,180k,,USD,eon", "period: expected one of hour"),
        ("2026-01-01,Acme,Dev,,,quote,9e9,,USD,", "low: expected one positive amount"),
        ("2026-01-01,Acme,Dev,,,quote,99999999999,,USD,", "low: must be at most 1,000,000,000"),
        ("2026-01-01,Acme, Inc,Dev,applied,,,,,USD,year", "more cells than columns"),
        (f"2026-01-01,{'x' * 10_000},Dev,applied", "company: must have at most 200 characters"),
    ],
)
def test_a_bad_row_is_listed_with_its_reason(row: str, says: str) -> None:
    assert says in only_reason(row)


def test_a_bad_row_costs_no_other_row() -> None:
    interviews = read(
        "2026-01-01,Acme,Dev,applied", "", "x,Acme,Dev,applied", "2026-01-05,Acme,Dev,offer"
    )
    assert [row.line for row in interviews.rejected] == [4]
    assert len(interviews.processes[0].events) == 2


def test_currency_and_period_may_stand_beside_the_figure() -> None:
    interviews = read(
        "2026-01-01,A,,,,quote,€90/hour,,,",
        "2026-01-01,B,,,,quote,$90k,,CAD,",
        "2026-01-01,C,,,,quote,90k-95k,,,",
        "2026-01-01,D,,,,posted,,95k,,",
        currency="GBP",
    )
    assert [(p.low, p.high, p.currency, p.period.value) for p in interviews.pay] == [
        (90, 90, "EUR", "hour"),
        (90_000, 90_000, "CAD", "year"),
        (90_000, 95_000, "GBP", "year"),
        (95_000, 95_000, "GBP", "year"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_and_delimiters(encoding: str, delimiter: str) -> None:
    lines = [["date", "company", "stage", "low"], ["2026-01-02", "Société", "applied", ""]]
    text = "\r\n".join(delimiter.join(line) for line in lines)
    assert read_interviews(text.encode(encoding)).processes[0].company == "Société"


def test_semicolons_with_decimal_commas() -> None:
    header = "date;company;pay kind;low;high;currency;period"
    interviews = read("2026-01-02;A;quote;1.234,50;1.300,00;EUR;month", header=header)
    assert interviews.pay[0].low == Decimal("1234.5")


def test_a_column_of_dates_shows_its_order() -> None:
    interviews = read("3/4/2026,Acme,Dev,applied", "3/14/2026,Acme,Dev,offer")
    assert interviews.processes[0].events[0].occurred_on == date(2026, 3, 4)


def test_a_spreadsheet_is_read_too(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(["Date", "Company", "Stage", "Pay Kind", "Low", "Currency"])
    workbook.active.append([date(2026, 1, 2), "Acme", "offer", "written", 180000.0, "USD"])
    path = tmp_path / "interviews.xlsx"
    workbook.save(path)
    interviews = read_interviews(path)
    assert interviews.rejected == ()
    assert interviews.pay[0].low == 180_000


def test_columns_without_a_meaning_are_told() -> None:
    assert read("2026-01-01,A,applied,x", header="date,company,stage,mood").ignored_columns == (
        "mood",
    )


def test_an_empty_table_is_no_error() -> None:
    assert read() == Interviews()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "web page"),
        (b"a\0b,c\n", "binary"),
        (b"PK\x03\x04rubbish", "not a readable spreadsheet"),
        (b"company,stage\nA,applied\n", "missing column date; found company, stage"),
        (b"date,company,employer\n", "two columns mean company"),
    ],
)
def test_a_file_that_is_no_interviews_file(content: bytes, says: str) -> None:
    with pytest.raises(InterviewsFileError, match=says):
        read_interviews(content)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InterviewsFileError, match=r"none\.csv: No such file"):
        read_interviews(tmp_path / "none.csv")


@settings(max_examples=80, deadline=None)
@given(
    st.binary(max_size=300)
    | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))
)
def test_any_bytes_are_read_or_clearly_refused(content: bytes) -> None:
    try:
        interviews = read_interviews(b"date,company,stage\n" + content)
    except InterviewsFileError:
        return
    assert all(row.reason for row in interviews.rejected)
