"""The grey line under a chart never dates what its source does not hold."""

from datetime import date

from pages.shared.citing import cited


def test_the_newest_day_is_that_of_what_is_shown_and_never_after_the_source():
    assert cited("ai_jobs", "9 people").endswith("to 1 Jul 2025 · sample · 9 people")
    assert "to 31 Dec 2024" in cited("ai_jobs", newest=date(2024, 12, 31))
    assert "to 1 Jul 2025" in cited("ai_jobs", newest=date(2025, 12, 31))
    assert cited("nobody", "n = 3", newest=date(2025, 1, 1)) == "nobody · n = 3"
