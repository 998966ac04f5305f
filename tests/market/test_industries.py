"""The crosswalk holds together: every label lands once, every scheme covers what it should."""

import csv
from pathlib import Path

import pytest

from greener.market.industries import crosswalk, label_of, labels, parse_sector, sector_of, sectors


def test_naics_has_its_twenty_sectors_once_each():
    assert len(sectors()) == 20
    assert list(sectors())[:2] == ["11", "21"]
    assert sectors()["31-33"] == "Manufacturing"


def test_every_row_points_at_a_known_sector():
    strays = [row for row in crosswalk() if row.naics_sector and row.naics_sector not in sectors()]
    assert strays == []


@pytest.mark.parametrize("scheme", ["naics", "dws", "jolts", "oews"])
def test_a_sector_has_one_label_in_a_statistical_scheme(scheme):
    codes = [row.naics_sector for row in crosswalk() if row.scheme == scheme]
    assert len(codes) == len(set(codes))


def test_information_and_financial_activities_are_not_confused():
    assert label_of("jolts", "51") == "510000"
    assert label_of("jolts", "52") == "520000"
    assert "510099" not in labels("jolts")


def test_a_label_over_two_sectors_has_no_single_one():
    assert sector_of("dws", "Financial activities") is None
    assert label_of("dws", "52") == label_of("dws", "53") == "Financial activities"


def test_mixed_words_of_a_layoff_list_have_no_sector():
    assert sector_of("layoff_list", "Consumer") is None
    assert sector_of("layoff_list", "Other") is None
    assert sector_of("layoff_list", "never seen") is None


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("51", "51"),
        ("31-33", "31-33"),
        ("32", "31-33"),
        ("511210", "51"),
        ("information", "51"),
        (" Finance  and insurance ", "52"),
        ("Fin-Tech", "52"),
        ("99", None),
        ("5", None),
        ("5²", None),
        ("gardening", None),
    ],
)
def test_parse_sector(text, sector):
    assert parse_sector(text) == sector


@pytest.mark.real_data
def test_every_industry_of_the_real_layoff_lists_is_in_the_crosswalk(real_data: Path):
    seen = set()
    for path in sorted((real_data / "layoffs").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines):
                named = {key.casefold(): value for key, value in row.items() if key}
                seen.add((named.get("industry") or "").strip())
    assert seen - {"", "NULL"} <= labels("layoff_list")
