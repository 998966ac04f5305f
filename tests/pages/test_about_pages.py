"""The about pages: sources with their state, figures with their grounds, the proof as stored."""

from datetime import date, datetime

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from etl.sources import SOURCES
from greener.grounds import safety_grounds, worth_grounds
from pages.about.source_words import details, state_of, summary
from tests.market.small_market import publish
from tests.pages import helpers
from tests.pages.helpers import ROOT, TIMEOUT_SECONDS

NOW = pd.Timestamp(2026, 11, 1, 8)


def texts(page):
    return helpers.texts(page).replace("\N{NO-BREAK SPACE}", " ")


def show(script):
    page = AppTest.from_file(str(ROOT / script), default_timeout=TIMEOUT_SECONDS).run()
    assert not page.exception, page.exception[0].message
    return page


def source(**known):
    row = {
        "publisher": "Publisher",
        "licence": "CC0",
        "citation": "Publisher (2026)",
        "needs": "",
        "cadence_days": 14,
        "rows_kept": 1200,
        "newest_date": pd.Timestamp(2026, 5, 15),
        "last_good_at": NOW,
        "last_good_origin": "file",
        "attempted_at": NOW,
        "verdict": "ok",
        "message": "",
        "rows_in": 1300,
        "rows_out": 1250,
        "rejected": 30,
        "skipped": '{"monthly totals": 20}',
        "rows_appeared": None,
        "rows_vanished": None,
        "rows_rewritten": None,
        "is_stale": False,
    }
    return pd.Series({**row, **known})


NEVER = {
    "verdict": None,
    "rows_kept": 0,
    "newest_date": pd.NaT,
    "last_good_at": pd.NaT,
    "last_good_origin": None,
}


@pytest.mark.parametrize(
    ("known", "label"),
    [
        ({}, "loaded"),
        (NEVER, "not loaded"),
        ({"is_stale": True}, "older than usual"),
        ({"is_stale": True, "last_good_origin": "sample"}, "sample"),
        ({"verdict": "degraded"}, "loaded with a remark"),
        ({"verdict": "failed"}, "older rows kept"),
        ({"verdict": "failed", "rows_kept": 0}, "could not be loaded"),
        ({"verdict": "failed", "is_stale": True}, "older rows kept"),
    ],
)
def test_a_state_has_one_word(known, label):
    assert state_of(source(**known)).label == label


def test_a_summary_leaves_out_what_is_not_known():
    assert summary(source()) == "Publisher · CC0 · 1,200 rows · newest 15 May 2026"
    assert summary(source(**NEVER)) == "Publisher · CC0"


def test_details_tell_the_account_of_the_last_load():
    told = dict(details(source(rows_appeared=5, rows_vanished=1, rows_rewritten=2)))
    assert told["Last attempt"] == ("1 November 2026: 1,300 records read, 1,250 kept, 30 rejected")
    assert told["Left out"] == "monthly totals: 20"
    assert told["Changed since the load before"] == "5 rows new, 1 gone, 2 rewritten"
    assert "Changed since the load before" not in dict(details(source()))
    assert "Last attempt" not in dict(details(source(**NEVER, needs="a file")))


def test_every_source_is_on_the_page_with_licence_and_address():
    page = show("pages/about/sources.py")
    said = texts(page)
    for each in SOURCES:
        assert each.info.title in said
        assert each.info.licence in said
        assert each.info.citation in said
        for url in each.info.live_urls:
            assert url in said
        if each.info.needs:
            assert each.info.needs in said
    assert "sample market" in said


def test_the_method_page_lists_every_figure_and_explains_every_tag():
    page = show("pages/about/method.py")
    listed = pd.concat(table.value for table in page.dataframe if "Evidence" in table.value)
    assert set(listed["From"]) == {g.source for g in (*safety_grounds(), *worth_grounds())}
    said = texts(page)
    for tag in set(listed["Evidence"]):
        assert f"**{tag}:**" in said
    assert "range of ±38%" in said, "the same 80% range that Why begins with"


def test_why_says_what_offers_do_to_the_range(open_page):
    said = texts(open_page("pages/about/why.py"))
    assert "3 written offers narrow the range of your worth from ± 38% to ± 17%" in said


def score(method, origin, metric, value):
    return {
        "model": "layoff_hazard",
        "method": method,
        "origin": origin,
        "metric": metric,
        "value": value,
    }


@pytest.fixture
def proven(tmp_path, monkeypatch):
    """Point the app at a market that holds nothing but a small back-test."""
    tables = {
        "model_fit": [
            {
                "model": "layoff_hazard",
                "fitted_at": datetime(2026, 6, 1),
                "train_from": date(2020, 3, 1),
                "train_to": date(2026, 5, 1),
                "n": 1000,
                "trained_on": "layoff_events of 2026-05-15",
                "settings": "{}",
                "source": "layoff_events",
                "as_of_date": date(2026, 5, 15),
            }
        ],
        "model_score": [
            score(method, origin, "brier", value)
            for method, values in {
                "model": (0.15, 0.11, 0.13),
                "climatology": (0.20, 0.12, 0.16),
                "last_year_hazard": (0.18, 0.13, 0.155),
            }.items()
            for origin, value in zip(("2023-06", "2023-09", "mean"), values, strict=True)
        ],
        "model_calibration": [
            {
                "model": "layoff_hazard",
                "method": "model",
                "bin": number,
                "forecast_mean": forecast,
                "observed_rate": happened,
                "n": 100,
            }
            for number, forecast, happened in ((1, 0.02, 0.03), (2, 0.4, 0.25))
        ],
    }
    publish(tmp_path / "proven" / "published", tables)
    monkeypatch.setenv("GREENER_DATA", str(tmp_path / "proven"))


def test_the_proof_is_told_as_it_fell(proven):
    said = texts(show("pages/about/method.py"))
    assert "It takes away 19% of the error of the long-run share" in said
    assert "On average it said 21%, and 14% happened" in said
    assert "trained on layoff_events of 2026-05-15" in said


def test_without_a_back_test_the_page_says_how_to_get_one(tmp_path, monkeypatch):
    publish(tmp_path / "bare" / "published", {})
    monkeypatch.setenv("GREENER_DATA", str(tmp_path / "bare"))
    assert "python -m etl fit" in texts(show("pages/about/method.py"))
