"""Settings come from the environment; a setting that makes no sense is named and passed over."""

import pytest

from greener.settings import load_settings


def test_settings_are_read_from_the_environment(tmp_path):
    settings = load_settings(
        {
            "GREENER_DATA": str(tmp_path),
            "GREENER_JOURNAL": "sqlite://",
            "GREENER_CONTACT": "me@example.org",
            "GREENER_KEEP_RELEASES": "7",
            "GREENER_LAYOFF_EVENTS_URL": "~/mine.csv",
        }
    )
    assert settings.raw_dir == tmp_path / "raw"
    assert settings.journal_url == "sqlite://"
    assert settings.contact == "me@example.org"
    assert settings.keep_releases == 7
    assert settings.layoff_events_url == "~/mine.csv"


def test_empty_means_not_set():
    settings = load_settings({"GREENER_CONTACT": "", "GREENER_LAYOFF_EVENTS_URL": ""})
    assert (settings.contact, settings.layoff_events_url) == (None, None)
    assert settings.journal_url.startswith("sqlite:///")


@pytest.mark.parametrize("text", ["0", "-1", "many", "1.5"])
def test_a_number_that_is_none_is_named(text, caplog):
    assert load_settings({"GREENER_KEEP_RELEASES": text}).keep_releases == 3
    assert f"GREENER_KEEP_RELEASES is '{text}'" in caplog.text
