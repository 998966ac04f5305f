"""Numbers and days are written as people write them."""

from datetime import date

import pytest

from greener.figures import words


@pytest.mark.parametrize(
    ("grain", "label"), [("month", "Nov 2023"), ("quarter", "Q4 2023"), ("year", "2023")]
)
def test_periods_are_named_as_people_name_them(grain, label):
    assert words.period_label(date(2023, 11, 1), grain) == label


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0%"), (0.0123, "1.2%"), (0.0994, "9.9%"), (0.0996, "10%"), (0.423, "42%")],
)
def test_percentages_keep_two_digits(share, text):
    assert words.percent_text(share) == text


def test_days_and_counts():
    assert words.day_text(date(2026, 5, 5)) == "5 May 2026"
    assert words.count_text(1234567.4) == "1,234,567"


@pytest.mark.parametrize(
    ("change", "text"), [(0.114, "+11%"), (-0.2, "-20%"), (-0.004, "0%"), (0.0, "0%")]
)
def test_changes_have_a_sign_unless_they_round_to_nothing(change, text):
    assert words.signed_text(change) == text


def test_long_names_are_cut_and_say_so():
    assert words.shortened("Acme", 4) == "Acme"
    assert words.shortened("Mercy Health recruiter", 13) == "Mercy Health…"
