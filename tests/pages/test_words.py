"""Words on pages: what people wrote stays text, and amounts and days read well."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greener.journal.records import Disclosure, PayKind, PayObservation, PayPeriod, Stage
from pages.shared.interviews.log import words_of_entry
from pages.shared.labels import ago_text, figure_text, words_of
from pages.shared.words import plain

TODAY = date(2026, 6, 30)
MARKUP = set("\\`*_{}[]()#+-.!|<>~$:&^=")


@given(st.text(max_size=60))
def test_every_sign_of_markup_is_escaped(text):
    shown = plain(text)
    position = 0
    while position < len(shown):
        if shown[position] == "\\":
            position += 2
            continue
        assert shown[position] not in MARKUP
        position += 1


@given(st.text(alphabet="ab <>*_$[]()!.", max_size=40))
def test_nothing_but_spaces_is_lost(text):
    import re

    unescaped = re.sub(r"\\(.)", r"\1", plain(text))
    assert unescaped == " ".join(text.split())


def test_a_picture_in_a_name_is_text_and_so_is_an_icon():
    assert plain("![x](http://example.org/x.png)").startswith("\\!\\[x\\]\\(http\\:")
    assert ":material/" not in plain(":material/home:")


def figure(low, high=None, **changes):
    fields = {"observed_on": TODAY, "company": "Acme", "kind": PayKind.QUOTE, "currency": "USD"}
    return PayObservation(
        low=Decimal(low), high=Decimal(high if high is not None else low), **{**fields, **changes}
    )


@pytest.mark.parametrize(
    ("observation", "text"),
    [
        (figure(180_000, 200_000), "$180K to $200K"),
        (figure(156_000), "$156K"),
        (figure(98_500), "$98,500"),
        (figure(95_000, 98_500), "$95,000 to $98,500"),
        (figure(60, period=PayPeriod.HOUR), "$60 an hour"),
        (figure(4_500, 5_000, period=PayPeriod.MONTH), "$4,500 to $5,000 a month"),
    ],
)
def test_figures_read_as_they_were_named(observation, text):
    assert figure_text(observation) == text


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (0, "today"),
        (1, "yesterday"),
        (-1, "tomorrow"),
        (13, "13 days ago"),
        (-5, "in 5 days"),
        (21, "3 weeks ago"),
        (90, "3 months ago"),
        (800, "2 years ago"),
    ],
)
def test_days_read_as_one_says_them(days, text):
    assert ago_text(TODAY - timedelta(days=days), TODAY) == text


def test_every_choice_has_its_own_words():
    assert len({words_of(stage) for stage in Stage}) == len(Stage)
    assert words_of(Stage.TAKE_HOME) == "Take-home"
    assert words_of(PayKind.QUOTE) == "Quoted"


@pytest.mark.parametrize(
    ("disclosure", "text"),
    [
        (Disclosure(said_on=TODAY), "told that you explore"),
        (
            Disclosure(said_on=TODAY, reaction="fine"),
            "told that you explore · they were fine with it",
        ),
        (Disclosure(said_on=TODAY, told=False), "not told that you explore"),
    ],
)
def test_how_they_took_it_is_said_where_it_is_known(disclosure, text):
    assert words_of_entry(disclosure) == text
