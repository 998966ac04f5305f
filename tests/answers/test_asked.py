"""What was asked for against what came."""

from datetime import date

import pytest

from greener.answers.asked import asked_and_came, asked_finding
from greener.answers.own_pay import read_observations
from greener.figures.asked import asked_figure, gap_text
from greener.journal.records import PayComponent, PayKind, PayPeriod
from tests.answers.pay_parts import TODAY, FixedRates, seen


def pairs_of(*figures):
    """Pair figures given as (process, observation)."""
    own = read_observations([figure for _, figure in figures], "USD", None, FixedRates(), TODAY)
    return asked_and_came(own, [process for process, _ in figures])


def story(number, asked, came, kind=PayKind.WRITTEN):
    day = date(2020 + number, 3, 1)
    return (
        (f"p{number}", seen(asked, PayKind.ASKED, company=f"C{number}", observed_on=day)),
        (f"p{number}", seen(came, kind, company=f"C{number}", observed_on=day)),
    )


def stories(*amounts):
    figures = [story(number, *pair) for number, pair in enumerate(amounts, start=1)]
    return pairs_of(*(figure for pair in figures for figure in pair))


def test_the_last_ask_meets_the_surest_figure_of_the_same_process():
    (pair,) = pairs_of(
        ("p", seen(140_000, PayKind.ASKED, observed_on=date(2026, 1, 1))),
        ("p", seen(150_000, PayKind.ASKED, observed_on=date(2026, 2, 1))),
        ("p", seen(170_000, PayKind.QUOTE)),
        ("p", seen(180_000, PayKind.WRITTEN, observed_on=date(2026, 1, 31))),
        ("p", seen(155_000, PayKind.WRITTEN, observed_on=date(2026, 3, 1))),
        ("q", seen(190_000, PayKind.WRITTEN)),
        ("p", seen(30_000, PayKind.WRITTEN, component=PayComponent.BONUS)),
    )
    assert (pair.asked_annual, pair.came_annual) == (150_000, 155_000)
    assert pair.asked_on == date(2026, 2, 1)
    assert pair.is_met


def test_what_was_named_before_the_ask_is_no_answer_to_it():
    named = seen(140_000, PayKind.QUOTE, observed_on=date(2026, 1, 1))
    asked = seen(130_000, PayKind.ASKED, observed_on=date(2026, 1, 2))
    assert pairs_of(("p", named), ("p", asked)) == ()
    (pair,) = pairs_of(("p", named), ("p", asked), ("p", seen(125_000, PayKind.QUOTE)))
    assert pair.came_annual == 125_000


def test_a_posted_range_is_no_answer_to_an_ask():
    assert pairs_of(("p", seen(150_000, PayKind.ASKED)), ("p", seen(99_000, PayKind.POSTED))) == ()


def test_asks_of_two_processes_of_one_company_stay_apart():
    pairs = pairs_of(("a", seen(100_000, PayKind.ASKED)), ("b", seen(120_000, PayKind.WRITTEN)))
    assert pairs == ()


def test_figures_without_a_process_meet_by_company():
    (pair,) = pairs_of(
        (None, seen(100_000, PayKind.ASKED, company="Acme ")), (None, seen(99_000, company="acme"))
    )
    assert not pair.is_met


def test_hourly_and_foreign_figures_meet_in_one_currency_and_year():
    (pair,) = pairs_of(
        ("p", seen(50, PayKind.ASKED, period=PayPeriod.HOUR)),
        ("p", seen(83_200, currency="EUR")),
    )
    assert pair.asked_annual == pytest.approx(104_000)
    assert pair.came_annual == pytest.approx(104_000)


@pytest.mark.parametrize(
    ("amounts", "said"),
    [
        ([(100, 110)], "Too few to say: one process"),
        ([(100, 110)] * 4, "In 4 of 4 processes they named at least what you asked"),
        ([(100, 110)] * 4, "10% above it; too few to say more"),
        (
            [(100, 110), (100, 105), (100, 90), (100, 120), (100, 100)],
            "In 4 of 5 processes they named at least what you asked, typically 5% above it: "
            "you may be asking too little",
        ),
        (
            [(100, 90), (100, 105), (100, 80), (100, 90), (100, 95)],
            "In 1 of 5 processes they named at least what you asked, typically 10% below it",
        ),
        ([(100, 100)] * 5, "typically right at it: you may be asking too little"),
    ],
)
def test_the_finding_says_how_one_asks_or_that_it_is_too_few(amounts, said):
    found = asked_finding(stories(*((1000 * ask, 1000 * came) for ask, came in amounts)))
    assert said in found
    assert ("may be asking too little" in found) == ("may be asking too little" in said)


def test_the_picture_joins_each_ask_with_what_came():
    pairs = stories((100_000, 110_000), (120_000, 115_000))
    figure = asked_figure(pairs, "USD")
    stems = [trace for trace in figure.data if trace.mode == "lines"]
    assert [list(stem.y) for stem in stems] == [[100_000, 110_000], [120_000, 115_000]]
    marks = {trace.name: list(trace.y) for trace in figure.data if trace.mode == "markers"}
    assert marks == {"you asked": [100_000, 120_000], "written offer": [110_000, 115_000]}
    assert [gap_text(pair, "USD") for pair in pairs] == ["+$10K", "−$5K"]


def test_names_are_drawn_as_they_are():
    (first, ask), (second, came) = story(1, 100_000, 110_000)
    named = [each.model_copy(update={"company": "<b>Acme"}) for each in (ask, came)]
    figure = asked_figure(pairs_of((first, named[0]), (second, named[1])), "USD")
    assert "&lt;b&gt;Acme" in str(figure.to_dict())
    assert "<b><b>Acme" not in str(figure.to_dict())
