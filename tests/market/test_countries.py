"""Country names of real lists become codes; what is no country stays unknown."""

import pytest

from greener.market.countries import country_code, country_name


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("United States.", "US"),
        ("  united   states ", "US"),
        ("U.S.", "US"),
        ("USA", "US"),
        ("UAE", "AE"),
        ("United Arab Emirates", "AE"),
        ("Hong Kong", "HK"),
        ("Czech Republic", "CZ"),
        ("Czechia", "CZ"),
        ("South Korea", "KR"),
        ("Turkey", "TR"),
        ("Myanmar", "MM"),
        ("Cayman Islands", "KY"),
        ("GB", "GB"),
        ("UK", "GB"),
    ],
)
def test_names_met_in_lists(name, code):
    assert country_code(name) == code


@pytest.mark.parametrize("name", ["", "Atlantis", "European Union", "Unknown Region", "us", "EU"])
def test_what_is_no_country(name):
    assert country_code(name) is None


def test_codes_have_names():
    assert country_name("US") == "United States"
    assert country_name("QQ") == "QQ"
