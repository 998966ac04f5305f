"""The real files through a whole refresh: accounts close, changes are seen, half is refused."""

import pytest

from etl.fetching.acquire import Request
from etl.refresh import refresh
from etl.sources import SOURCES
from tests.etl.fakes import ask

pytestmark = pytest.mark.real_data

FILES = {
    "layoff_events": "layoffs/events_2026-05.csv",
    "warn_notices": "warn/states",
    "jolts": "jolts",
    "claims": "claims",
    "oews": "oews",
    "ecb_fx": "fx",
    "onet": "onet",
    "salary_survey": "survey/ask_a_manager_2021.xlsx",
    "stackoverflow": "survey/stackoverflow_2025_extract.csv.gz",
    "ai_jobs": "ai_jobs",
}
"""Source → its files among the real ones."""


def load(settings, real_data, **paths):
    files = {
        name: sorted((real_data / path).iterdir())
        if (real_data / path).is_dir()
        else [real_data / path]
        for name, path in paths.items()
    }
    return refresh(Request(files=files, offline=True), settings, SOURCES)


def test_every_source_with_a_file_loads_and_its_account_closes(settings, real_data):
    outcome = load(settings, real_data, **FILES)
    assert {report.source for report in outcome.reports} == set(FILES)
    for report in outcome.reports:
        assert report.verdict in ("ok", "degraded"), f"{report.source}: {report.message}"
        accounted = report.rows_out + report.rejected + sum(report.skipped.values())
        assert report.rows_in == accounted > 0
    assert outcome.exit_status == 0


def test_what_upstream_rewrote_is_counted(settings, real_data):
    load(settings, real_data, layoff_events="layoffs/events_2026-02_mixed_dates.csv")
    outcome = load(settings, real_data, layoff_events=FILES["layoff_events"])
    changes = outcome.reports[0].changes
    assert (changes.appeared, changes.vanished) == (106, 0)
    assert 0 < changes.rewritten < 100


def test_half_of_the_list_is_refused(settings, real_data, tmp_path):
    load(settings, real_data, layoff_events=FILES["layoff_events"])
    lines = (real_data / FILES["layoff_events"]).read_text(encoding="utf-8-sig").splitlines()
    half = tmp_path / "half.csv"
    half.write_text("\n".join(lines[: len(lines) // 2]) + "\n", encoding="utf-8")
    outcome = load(settings, tmp_path, layoff_events="half.csv")
    assert outcome.exit_status == 1
    assert "the last load had 4411" in outcome.reports[0].message
    assert ask(settings, "SELECT count(*) AS n FROM layoff_event").n[0] == 4411
