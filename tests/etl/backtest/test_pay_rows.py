"""Single salaries of either layout in one shape."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from etl.backtest.pay_rows import COLUMNS, read_pay_rows
from etl.source import SourceError

FIXTURES = Path(__file__).parents[2] / "fixtures"


def test_a_survey_is_narrowed_to_full_time_pay_in_us_dollars():
    found = read_pay_rows(FIXTURES / "salary_survey" / "answers_2023.csv")
    assert found.layout == "ask_a_manager"
    assert list(found.rows.columns) == list(COLUMNS)
    assert sorted(found.rows["title"]) == ["development director", "software engineer"]
    assert found.left_out["not in the US or not in US dollars"] == 4
    assert found.left_out["unreadable"] == 2


def test_a_survey_row_tells_place_years_and_industry_in_plain_words():
    rows = read_pay_rows(FIXTURES / "salary_survey" / "answers_2023.csv").rows
    row = rows[rows["title"] == "development director"].iloc[0]
    assert np.exp(row["log_pay"]) == pytest.approx(85_000)
    assert (row["state"], row["experience"], row["overall"]) == ("CA", 6, 9)
    assert row["field"] == "nonprofits"
    assert "CA oakland" in row["tags"].split("|")


def test_an_ai_jobs_list_is_known_by_its_header_and_deduplicated():
    found = read_pay_rows(FIXTURES / "ai_jobs" / "salaries.csv")
    assert found.layout == "ai_jobs"
    assert len(found.rows) == 4
    assert found.left_out == {"exact duplicate of another line": 2, "unreadable": 2}
    by_place = found.rows.set_index("place")["state"]
    assert by_place.isna()["AT"]
    assert set(by_place["US"]) == {""}


def test_a_file_of_neither_layout_is_refused(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(SourceError, match="no salary survey that is known"):
        read_pay_rows(path)


def test_a_file_without_a_salary_in_scope_is_refused(tmp_path):
    lines = (FIXTURES / "salary_survey" / "answers_2023.csv").read_text().splitlines()
    path = tmp_path / "abroad.csv"
    path.write_text("\n".join([lines[0], lines[3]]) + "\n")
    with pytest.raises(SourceError, match="no salary in scope"):
        read_pay_rows(path)
