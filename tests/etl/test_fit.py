"""``etl fit``: parameters go into a new generation, come out the same, and survive a sample."""

from datetime import date

import numpy as np
import pytest
from typer.testing import CliRunner

from etl.__main__ import app
from etl.backtest.reading import read_rows
from etl.fit import FITTERS, fit
from etl.models.hazard_tables import last_complete_month
from etl.models.layoff_hazard import fit_layoff_hazard
from etl.models.panel import Panel
from etl.models.rows import CannotFitError
from etl.publishing.generations import next_generation
from etl.sample.build import build_sample
from etl.sample.shipped import publish_sample
from etl.sources import SOURCES as ALL_SOURCES
from etl.sources.layoff_events import LayoffEvents
from greener.answers.forecast import state_of
from greener.answers.hazard import MODEL
from greener.journal.records import Job
from greener.market.hazard_parameters import published_hazard
from greener.market.safety_evidence import safety_evidence
from greener.market.store import current_name, open_current
from tests.etl.fakes import SOURCES, ask, write_rates
from tests.etl.models.simulated_list import simulated_list

HAZARD = {MODEL: FITTERS[MODEL]}


def publish_list(settings, events):
    """Publish a generation that holds these layoff events and nothing else."""
    rows = events.assign(company_name=events["company_key"])
    with next_generation(settings) as build:
        build.connection.register("rows", rows)
        build.connection.execute("DELETE FROM layoff_event")
        build.connection.execute("INSERT INTO layoff_event BY NAME SELECT * FROM rows")


@pytest.fixture
def listed(settings):
    events = simulated_list(companies=200, months=38)  # covers one origin of the protocol
    publish_list(settings, events)
    return settings, events


def test_what_is_published_is_what_was_fitted(listed):
    settings, events = listed
    before = current_name(settings.published_dir)
    outcome = fit(settings, SOURCES, HAZARD)
    assert outcome.generation == current_name(settings.published_dir) != before
    assert set(outcome.fitted) == {"layoff_hazard"}
    assert not outcome.kept
    until = last_complete_month(events["event_date"].max())
    panel = Panel.of(events, until)
    expected = fit_layoff_hazard(panel, panel.months - 1)
    with open_current(settings.published_dir) as snapshot:
        published = published_hazard(snapshot)
    assert published.until == until
    np.testing.assert_allclose(published.fit.coefficients, expected.coefficients)
    np.testing.assert_allclose(published.fit.covariance, expected.covariance)
    np.testing.assert_allclose(published.fit.market.covariance, expected.market.covariance)
    assert published.fit.market.now == pytest.approx(expected.market.now)
    assert published.fit.market.persistence == expected.market.persistence


def test_scores_of_the_back_test_are_published_with_it(listed):
    settings, _ = listed
    fit(settings, SOURCES)
    scores = ask(settings, "SELECT * FROM model_score WHERE metric = 'brier'")
    assert {"model", "climatology", "monthly_hazard"} <= set(scores["method"])
    assert {"2021-12", "mean", "pooled"} <= set(scores["origin"])
    bins = ask(settings, "SELECT * FROM model_calibration WHERE method = 'model' ORDER BY bin")
    assert bins["bin"].tolist() == list(range(1, 11))


def test_a_second_fit_replaces_the_first_and_leaves_other_models(listed):
    settings, _ = listed
    fit(settings, SOURCES)
    with next_generation(settings) as build:
        build.connection.execute(
            "INSERT INTO model_fit SELECT * REPLACE ('another' AS model) FROM model_fit"
        )
    fit(settings, SOURCES)
    assert ask(settings, "SELECT model FROM model_fit ORDER BY model").model.tolist() == [
        "another",
        "layoff_hazard",
    ]


def test_without_a_list_row_by_row_the_published_parameters_stay(listed):
    settings, _ = listed
    fit(settings, SOURCES)
    with next_generation(settings) as build:
        build.connection.execute("DELETE FROM layoff_event")
    before = current_name(settings.published_dir)
    outcome = fit(settings, SOURCES)
    assert outcome.generation is None
    assert "row by row" in outcome.kept["layoff_hazard"]
    assert current_name(settings.published_dir) == before
    with open_current(settings.published_dir) as snapshot:
        assert published_hazard(snapshot) is not None


def test_a_list_that_says_too_little_is_not_fitted(settings):
    publish_list(settings, simulated_list(companies=5, months=30))
    assert "needs" in fit(settings, SOURCES).kept["layoff_hazard"]


def test_a_model_that_fails_does_not_keep_the_others_from_being_published(listed):
    settings, _ = listed

    def refuses(_snapshot):
        raise CannotFitError("nothing to fit on")

    outcome = fit(
        settings, SOURCES, {"another": refuses, "layoff_hazard": FITTERS["layoff_hazard"]}
    )
    assert outcome.kept == {"another": "nothing to fit on"}
    assert set(outcome.fitted) == {"layoff_hazard"}


def test_parameters_of_other_terms_are_not_used(listed):
    settings, _ = listed
    fit(settings, SOURCES)
    with next_generation(settings) as build:
        build.connection.execute("UPDATE model_coefficient SET term = 'x' WHERE term = 'is_us'")
    with open_current(settings.published_dir) as snapshot:
        assert published_hazard(snapshot) is None


@pytest.mark.parametrize(
    ("day", "month"),
    [
        (date(2026, 5, 15), date(2026, 4, 1)),
        (date(2026, 5, 31), date(2026, 5, 1)),
        (date(2026, 1, 1), date(2025, 12, 1)),
    ],
)
def test_only_months_that_had_ended_are_fitted(day, month):
    assert last_complete_month(day) == month


@pytest.fixture
def etl(settings, monkeypatch):
    monkeypatch.setattr("etl.sources.SOURCES", SOURCES)
    monkeypatch.setenv("GREENER_DATA", str(settings.data_dir))
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


def test_the_command_says_what_it_fitted(etl, listed):
    result = etl("fit")
    assert "layoff_hazard: fitted on 200 companies of the layoff list" in result.stdout


def test_the_command_says_why_it_could_not(etl, settings):
    assert etl("fit").exit_code == 1
    publish_list(settings, simulated_list(companies=5, months=30))
    result = etl("fit")
    assert result.exit_code == 1
    assert "kept its published parameters" in result.stderr


def test_the_back_test_command_runs_on_the_loaded_list(etl, listed):
    result = etl("backtest", "safety", "--origins", "2021-12", "--json")
    assert result.exit_code == 0
    assert '"mean_of_origins"' in result.stdout
    text = etl("backtest", "safety", "--origins", "2021-12").stdout
    assert "2021-12*" in text
    assert "tenth of forecasts" in text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--origins", "soon"], "expected FIRST:LAST:STEP"),
        (["--file", "nothing=x"], "there is no source nothing"),
    ],
)
def test_wrong_usage_of_the_back_test_is_said(etl, listed, words, told):
    result = etl("backtest", "safety", *words)
    assert result.exit_code == 2
    assert told in result.stderr


def test_a_list_without_the_months_is_one_sentence(etl, listed):
    result = etl("backtest", "safety", "--origins", "2035-01")
    assert result.exit_code == 1
    assert "no origin" in result.stderr
    assert "Traceback" not in result.output


@pytest.fixture
def list_file(tmp_path):
    events = simulated_list(companies=200, months=30)
    columns = {
        "company_key": "company",
        "event_date": "date",
        "laid_off_count": "total_laid_off",
        "laid_off_share": "percentage_laid_off",
        "stage": "stage",
    }
    file = tmp_path / "list.csv"
    events.rename(columns=columns)[list(columns.values())].to_csv(file, index=False)
    return file


def test_the_sample_carries_the_parameters_of_the_whole_list(settings, tmp_path, list_file):
    folder = tmp_path / "sample"
    sources = [LayoffEvents(), *SOURCES]
    build_sample({"layoff_events": [list_file]}, settings, sources, sample_dir=folder)
    first = {file.name: file.read_bytes() for file in (folder / "models").iterdir()}
    # Rebuilding another source's part leaves them; the same files give the same bytes.
    rates = write_rates(tmp_path / "rates.csv")
    build_sample({"rates": [rates]}, settings, sources, sample_dir=folder)
    build_sample({"layoff_events": [list_file]}, settings, sources, sample_dir=folder)
    assert {file.name: file.read_bytes() for file in (folder / "models").iterdir()} == first
    publish_sample(settings, sources, sample_dir=folder)
    with open_current(settings.published_dir) as snapshot:
        assert snapshot.query("SELECT * FROM layoff_event").empty
        assert published_hazard(snapshot) is not None


@pytest.mark.real_data
def test_the_shipped_parameters_are_those_of_the_real_list(settings, real_data):
    file = real_data / "layoffs" / "events_2026-05.csv"
    events = read_rows(LayoffEvents(), [file], "layoff_event")
    panel = Panel.of(events, last_complete_month(date(2026, 5, 15)))
    expected = fit_layoff_hazard(panel, panel.months - 1)
    publish_sample(settings, ALL_SOURCES)
    with open_current(settings.published_dir) as snapshot:
        shipped = published_hazard(snapshot)
        record = safety_evidence(
            snapshot, Job(employer="Stripe", title="Engineer"), date(2026, 5, 15)
        ).employer
    assert shipped.until == date(2026, 4, 1)
    np.testing.assert_allclose(shipped.fit.coefficients, expected.coefficients, atol=1e-6)
    assert shipped.fit.market.now == pytest.approx(expected.market.now, abs=1e-6)
    # What the sample tells of one company is what the list tells.
    whole = Panel.of(events)
    place = list(whole.companies).index("stripe"), whole.months - 1
    page = state_of(record, date(2026, 5, 15))
    for name, values in vars(page).items():
        np.testing.assert_allclose(values[0], getattr(whole.state, name)[place], err_msg=name)
