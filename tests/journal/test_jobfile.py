"""The job file: what is understood, and what is refused with the field named."""

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from greener.journal.jobfile import SECTIONS, JobFileError, read_job
from greener.journal.records import Job, WorkMode

DOCS = Path(__file__).resolve().parents[2] / "docs"
NEEDED = 'employer = "Acme"\ntitle = "Engineer"\n'


def job_of(tmp_path: Path, fields: str, rest: str = "") -> Job:
    path = tmp_path / "job.toml"
    path.write_text(f"[job]\n{NEEDED}{fields}\n{rest}", encoding="utf-8")
    return read_job(path)


def problems(tmp_path: Path, text: str | bytes) -> tuple[str, ...]:
    path = tmp_path / "job.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(JobFileError) as caught:
        read_job(path)
    assert str(path) in str(caught.value)
    return caught.value.problems


def test_the_documented_example_is_read(tmp_path: Path) -> None:
    text = (DOCS / "job_file.md").read_text(encoding="utf-8")
    path = tmp_path / "job.toml"
    path.write_text(re.search(r"```toml\n(.*?)```", text, re.DOTALL)[1], encoding="utf-8")
    assert read_job(path) == Job(
        employer="Northwind Analytics",
        title="Senior Data Engineer",
        occupation="15-1243",
        industry="51",
        employer_size=1200,
        employer_stage="Series C",
        country="US",
        region="CA",
        metro="41860",
        started=date(2021, 3, 15),
        experience_years=9,
        work_mode=WorkMode.HYBRID,
        pay_annual=Decimal(182_000),
        currency="USD",
        savings_months=7,
    )
    assert all(f"{key} = " in text for keys in SECTIONS.values() for key in keys)


@pytest.mark.parametrize(
    ("line", "field", "expected"),
    [
        ("occupation = 151252", "occupation", "15-1252"),
        ('occupation = "15-1252.00"', "occupation", "15-1252"),
        ("industry = 51", "industry", "51"),
        ('industry = "33"', "industry", "31-33"),
        ('industry = "information"', "industry", "51"),
        ("industry = 511210", "industry", "51"),
        ('country = "U.S.A."', "country", "US"),
        ('country = "gbr"', "country", "GB"),
        ('country = "turkiye"', "country", "TR"),
        ('region = "new york"', "region", "NY"),
        ('region = "US-tx"', "region", "TX"),
        ('country = "de"\nregion = "Bayern"', "region", "Bayern"),
        ('employer_size = "1,200"', "employer_size", 1200),
        ('employer_stage = "series c"', "employer_stage", "Series C"),
        ('employer_stage = "public"', "employer_stage", "Post-IPO"),
        ("started = 2021-03-15T09:00:00", "started", date(2021, 3, 15)),
        ('started = "2021-03"', "started", date(2021, 3, 1)),
        ('Work-Mode = "On Site"', "work_mode", WorkMode.ONSITE),
        ("metro = 41860", "metro", "41860"),
        ("pay_annual = 182_000.50", "pay_annual", Decimal("182000.50")),
        ('pay_annual = "$182k"', "pay_annual", Decimal(182_000)),
        ('pay_annual = "95 000 €"', "currency", "EUR"),
        ('country = "Germany"\npay_annual = 95000', "currency", "EUR"),
        ('country = "Canada"\npay_annual = "$95k"', "currency", "CAD"),
        ('currency = "cad"\npay_annual = "$95k"', "currency", "CAD"),
        ('occupation = ""', "occupation", None),
        ("", "savings_months", None),
    ],
)
def test_spelling_is_lenient(tmp_path: Path, line: str, field: str, expected: object) -> None:
    assert getattr(job_of(tmp_path, line), field) == expected


def test_savings_stand_in_the_cushion(tmp_path: Path) -> None:
    assert job_of(tmp_path, "", "[cushion]\nsavings_months = 4.5").savings_months == 4.5


@pytest.mark.parametrize(
    ("line", "field", "says"),
    [
        ('occupation = "engineer"', "occupation", "SOC code like 15-1252"),
        ('industry = "99x"', "industry", "NAICS sector"),
        ('country = "Germny"', "country", "did you mean germany?"),
        ('region = "Califonia"', "region", "did you mean california?"),
        ('started = "03/04/2021"', "started", "two readings"),
        ("started = 2999-01-01", "started", "future"),
        ("pay_annual = 99_000_000_000", "pay_annual", "at most"),
        ("started = true", "started", "expected a text"),
        ("experience_years = nan", "experience_years", "at most"),
        ('experience_years = "many"', "experience_years", "expected a number"),
        ("experience_years = -1", "experience_years", "at least"),
        ('work_mode = "moon"', "work_mode", "onsite, hybrid, remote"),
        ("pay_annual = -5", "pay_annual", "positive amount"),
        ("pay_annual = 1e30", "pay_annual", "positive amount"),
        ('pay_annual = "60/hour"', "pay_annual", "for a year"),
        ('currency = "dollars"', "currency", "ISO 4217"),
        ('currency = "USD"\npay_annual = "€95k"', "currency", "pay_annual is in EUR"),
        ("employer_size = 1.5", "employer_size", "whole number"),
        ("salry = 5", "salry", "unknown key"),
        ("pay_anual = 5", "pay_anual", "did you mean pay_annual?"),
        ("[cushon]\nsavings_months = 1", "[cushon]", "did you mean cushion?"),
    ],
)
def test_a_wrong_field_is_named(tmp_path: Path, line: str, field: str, says: str) -> None:
    found = problems(tmp_path, f"[job]\n{NEEDED}{line}\n")
    assert len(found) == 1
    assert found[0].startswith(f"{field}: ")
    assert says in found[0]


def test_all_wrong_fields_are_named_at_once(tmp_path: Path) -> None:
    found = problems(tmp_path, '[job]\nemployer = " "\ncountry = "Nowhere"\nregion = "CA"\n')
    assert [line.split(":")[0] for line in found] == ["title", "country"]


def test_a_blank_employer_is_refused(tmp_path: Path) -> None:
    assert problems(tmp_path, '[job]\nemployer = "\u200b"\ntitle = "x"\n') == (
        "employer: must not be blank",
    )


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "[job]: missing"),
        (b"employer = 'Acme'", "[job]: missing"),
        (b"job = 5", "expected a table"),
        (b"[job\n", "not valid TOML"),
        (b"\xff\xfe\x00\x01", "UTF-8"),
        (b"<!DOCTYPE html><html></html>", "not valid TOML"),
    ],
)
def test_a_file_that_is_no_job_file(tmp_path: Path, content: bytes, says: str) -> None:
    assert any(says in problem for problem in problems(tmp_path, content))


def test_a_byte_order_mark_is_no_matter(tmp_path: Path) -> None:
    path = tmp_path / "job.toml"
    path.write_bytes(b"\xef\xbb\xbf[job]\nemployer = 'A'\ntitle = 'B'\n")
    assert read_job(path).employer == "A"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(JobFileError, match=r"none\.toml"):
        read_job(tmp_path / "none.toml")


scalars = (
    st.text(max_size=20).map(json.dumps)
    | st.integers(-(10**12), 10**12).map(str)
    | st.floats(allow_nan=True).map(str)
    | st.sampled_from(
        ["true", "2021-03-15", "09:30:00", "[1]", "{a = 1}", '"180k"', "2021-03-15T09:30:00Z"]
    )
)


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.dictionaries(st.sampled_from(SECTIONS["job"]), scalars, max_size=6))
def test_any_value_is_read_or_refused_with_its_field(
    tmp_path: Path, fields: dict[str, str]
) -> None:
    path = tmp_path / "job.toml"
    text = "\n".join(f"{name} = {value}" for name, value in fields.items())
    path.write_text(f"[job]\n{text}\n", encoding="utf-8", errors="replace")
    try:
        job = read_job(path)
    except JobFileError as error:
        assert all(": " in problem for problem in error.problems)
    else:
        assert job.employer.strip()
