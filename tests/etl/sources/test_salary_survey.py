"""The Ask a Manager survey, both layouts, from files with the traps of the real ones."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.source import SourceError
from etl.sources.salary_survey import SalarySurvey
from etl.sources.salary_survey.layout import read_answers
from etl.sources.salary_survey.words import (
    is_plausible_yearly,
    read_country,
    read_currency,
    read_years,
)

FIXTURES = Path(__file__).parents[2] / "fixtures" / "salary_survey"
NEW_LAYOUT = FIXTURES / "answers_2023.csv"
OLD_QUESTIONS = [
    "Timestamp",
    "How old are you?",
    "What industry do you work in?",
    "Job title",
    "If your job title needs additional context, please clarify here:",
    "What is your annual salary? (You'll indicate the currency in a later question.)",
    "How much additional monetary compensation do you get, if any?",
    "Please indicate the currency",
    'If "Other," please indicate the currency here: ',
    "If your income needs additional context, please provide it here:",
    "What country do you work in?",
    "If you're in the U.S., what state do you work in?",
    "What city do you work in?",
    "How many years of professional work experience do you have overall?",
    "How many years of professional work experience do you have in your field?",
    "What is your highest level of education completed?",
    "What is your gender?",
    "What is your race? (Choose all that apply.)",
]


@pytest.fixture
def old_layout(tmp_path):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(OLD_QUESTIONS)
    answer = [
        datetime(2021, 4, 27, 11, 2, 9), "25-34", "Law", "Paralegal", None, 60000, None, "USD",
        None, None, "United States", "Texas", "Austin", "5-7 years", "2 - 4 years",
        "College degree", "Woman", "White",
    ]  # fmt: skip
    sheet.append(answer)
    sheet.append([*answer[:3], "Attorney", None, 120000, 5000, *answer[7:]])
    path = tmp_path / "survey_2021.xlsx"
    workbook.save(path)
    return path


def test_every_answer_is_kept_rejected_or_skipped(load):
    report = load(SalarySurvey(), NEW_LAYOUT).report
    assert report.rows_in == 14
    assert report.rows_out == 6
    assert report.rejected == 2
    assert report.skipped == {
        "country not recognised": 1,
        "currency not told": 2,
        "yearly pay below 1,000 or above 1,000,000 US dollars": 2,
        "the same answer given twice": 1,
    }
    assert report.verdict == "ok"


def test_rejections_name_line_and_field(load):
    examples = dict(load(SalarySurvey(), NEW_LAYOUT).report.rejected_examples)
    assert "Job title" in examples[11]
    assert "Annual salary" in examples[12]


def test_answers_are_read_into_types(load):
    loaded = load(SalarySurvey(), NEW_LAYOUT)
    (row,) = loaded.rows(
        """SELECT paid_on, title, soc_code, country, region, work_mode, experience_from_years,
                  experience_to_years, pay_annual, bonus_annual, currency, round_year
           FROM survey_salary WHERE title LIKE 'Development%'"""
    )
    assert row == (
        date(2023, 4, 11), "Development Director", "11-2033", "US", "CA", "hybrid", 5, 7,
        85_000.0, 2_000.0, "USD", 2023,
    )  # fmt: skip


def test_several_states_are_no_state_but_the_us(load):
    loaded = load(SalarySurvey(), NEW_LAYOUT)
    assert loaded.rows(
        "SELECT country, region, work_mode FROM survey_salary WHERE title = 'Software Engineer'"
    ) == [("US", None, "remote")]


def test_dollars_are_told_apart_by_country(load):
    loaded = load(SalarySurvey(), NEW_LAYOUT)
    assert loaded.rows("SELECT currency FROM survey_salary WHERE country = 'NZ'") == [("NZD",)]
    assert loaded.rows("SELECT count(*) FROM survey_salary WHERE country = 'FJ'") == [(0,)]


def test_the_old_layout_is_read_from_a_workbook(load, old_layout):
    loaded = load(SalarySurvey(), old_layout)
    assert loaded.rows(
        """SELECT paid_on, title, country, region, experience_from_years, overall_from_years,
                  pay_annual, bonus_annual FROM survey_salary ORDER BY pay_annual"""
    ) == [
        (date(2021, 4, 27), "Paralegal", "US", "TX", 2, 5, 60_000.0, None),
        (date(2021, 4, 27), "Attorney", "US", "TX", 2, 5, 120_000.0, 5_000.0),
    ]


def test_surveys_unite_and_the_same_file_twice_counts_once(load, old_layout):
    assert load(SalarySurvey(), old_layout, NEW_LAYOUT).report.rows_out == 8
    twice = load(SalarySurvey(), old_layout, old_layout).report
    assert (twice.rows_in, twice.rows_out) == (4, 2)


@pytest.mark.parametrize("path", [NEW_LAYOUT, "old"])
def test_age_gender_race_and_remarks_are_not_read(path, old_layout):
    rows = read_answers(old_layout if path == "old" else path).rows
    words = " ".join(rows.astype(str).to_numpy().ravel())
    for private in ("25-34", "Woman", "White", "advancement", "paid in thousands"):
        assert private not in words


def test_another_csv_is_refused_by_naming_what_is_missing(load, tmp_path):
    other = tmp_path / "other.csv"
    other.write_text("Timestamp,Job title\n4/11/2023,Cook\n")
    with pytest.raises(SourceError, match="lacks pay_annual, currency, country"):
        load(SalarySurvey(), other)


def test_a_new_question_is_noticed(load, tmp_path):
    header, *rows = NEW_LAYOUT.read_text().splitlines()
    changed = tmp_path / "answers_2024.csv"
    changed.write_text("\n".join([f"{header},Shoe size", *(f"{row},44" for row in rows)]) + "\n")
    report = load(SalarySurvey(), changed).report
    assert report.verdict == "degraded"
    assert "Shoe size" in report.message


def test_bands_need_ten_salaries_of_one_currency(load, tmp_path):
    header, first, *_ = NEW_LAYOUT.read_text().splitlines()
    lines = [header, *(first.replace('"85,000"', str(80_000 + 1000 * i)) for i in range(11))]
    path = tmp_path / "many.csv"
    path.write_text("\n".join(lines) + "\n")
    loaded = load(SalarySurvey(), path)
    assert loaded.rows(
        """SELECT region, experience_from_years, experience_to_years, reports, pay_annual_p50,
                  currency FROM survey_pay_band ORDER BY ALL"""
    ) == [
        ("", 0, 99, 11, 85_000.0, "USD"),
        ("", 5, 7, 11, 85_000.0, "USD"),
        ("CA", 0, 99, 11, 85_000.0, "USD"),
        ("CA", 5, 7, 11, 85_000.0, "USD"),
    ]
    assert load(SalarySurvey(), NEW_LAYOUT).rows("SELECT count(*) FROM survey_pay_band") == [(0,)]


def test_there_is_nothing_to_fetch_and_it_says_what_to_do():
    with pytest.raises(SourceError, match="--file salary_survey=PATH"):
        SalarySurvey().fetch(None)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("us", "US"),
        ("U.S.", "US"),
        ("United Sates", "US"),
        ("the United States", "US"),
        ("England, UK", "GB"),
        ("UK (England)", "GB"),
        ("canda", "CA"),
        ("Italy (South)", "IT"),
        ("🇺🇸", None),
        ("contracts", None),
    ],
)
def test_countries_in_any_spelling(text, code):
    assert read_country(text) == code


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("8 - 10 years", (8, 10)),
        ("8-10 years", (8, 10)),
        ("1 year or less", (0, 1)),
        ("41 years or more", (41, 51)),
        ("", None),
    ],
)
def test_ranges_of_years(text, years):
    assert read_years(text) == years


@pytest.mark.parametrize(
    ("named", "other", "country", "code"),
    [
        ("USD", "", "US", "USD"),
        ("AUD/NZD", "", "AU", "AUD"),
        ("AUD/NZD", "", "US", None),
        ("Other", "NIS (New Israeli Shekel)", "IL", "ILS"),
        ("Other", "Indian rupees", "IN", "INR"),
        ("Other", "base plus commission", "US", None),
    ],
)
def test_currencies_as_written(named, other, country, code):
    assert read_currency(named, other, country) == code


def test_plausible_pay_depends_on_the_unit():
    assert is_plausible_yearly(5_500_000, "JPY")
    assert not is_plausible_yearly(5_500_000, "USD")
    assert not is_plausible_yearly(90_000, "JPY")


@settings(max_examples=80)
@given(st.text(max_size=40))
def test_no_text_breaks_the_readers(text):
    read_country(text)
    read_years(text)
    read_currency("Other", text, None)


@pytest.mark.real_data
def test_the_real_survey_loads_whole(load, real_data):
    loaded = load(SalarySurvey(), real_data / "survey" / "ask_a_manager_2021.xlsx")
    report = loaded.report
    assert report.rows_in == 28_106
    assert report.rows_out > 27_500
    assert report.rejected == 0
    assert loaded.offences() == {}
