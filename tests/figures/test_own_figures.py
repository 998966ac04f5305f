"""Figures named to a person by day and weight; both distributions with the pay on them."""

from datetime import timedelta
from itertools import pairwise

import pytest

from greener.answers.worth import Belief, Z, market_worth
from greener.figures.offer_curve import offer_curve
from greener.figures.own_figures import own_figures
from greener.figures.pay_parts import parts_by_company, pay_parts
from greener.figures.worth_strip import base_figures, worth_strip
from greener.journal.records import PayComponent, PayKind
from tests.answers.pay_parts import TODAY, FixedRates, job, market, seen

BELIEF = Belief(11.9, 0.15)


def answer(*observations):
    return market_worth(job(), market(), observations, FixedRates(), TODAY)


def test_more_weight_is_a_larger_mark_and_no_weight_a_pale_one():
    worth = answer(
        seen(150_000, company="A"),
        seen(140_000, PayKind.POSTED, company="B", high=170_000),
        seen(170_000, PayKind.ASKED, company="C"),
    )
    marks = {trace.name: trace.marker for trace in own_figures(worth, job(), TODAY).data}
    assert marks["written offer"].size[0] > marks["posted"].size[0] > marks["you asked"].size[0]
    assert marks["you asked"].opacity[0] < marks["posted"].opacity[0]


def test_bonus_and_equity_stand_on_no_chart_of_base_pay():
    worth = answer(seen(150_000), seen(20_000, component=PayComponent.BONUS))
    assert [own.pay_annual for own in base_figures(worth)] == [150_000]
    for figure in (own_figures(worth, job(), TODAY), worth_strip(worth, job())):
        marked = [x for trace in figure.data if trace.name == "written offer" for x in trace.y]
        assert len(marked) == 1


def test_a_single_fresh_figure_has_room_in_time_and_no_empty_weeks():
    fresh = seen(150_000, observed_on=TODAY)
    first, last = own_figures(answer(fresh), job(), TODAY).layout.xaxis.range
    assert (TODAY - timedelta(days=21)).isoformat() < first < TODAY.isoformat()
    assert last > TODAY.isoformat()


def test_what_people_wrote_is_shown_as_text():
    figure = own_figures(answer(seen(150_000, company="<i>Acme</i>")), job(), TODAY)
    assert "&lt;i&gt;Acme" in figure.data[0].customdata[0]


def test_the_ceiling_is_the_next_offers_p90():
    figure = offer_curve(BELIEF, 130_000, "USD")
    ceiling, pay = (shape.x0 for shape in figure.layout.shapes)
    assert ceiling == pytest.approx(BELIEF.next_offer_at(Z))
    assert pay == 130_000


@pytest.mark.parametrize("pay", [None, 20_000, 900_000])
def test_the_axis_holds_the_pay_and_both_hills(pay):
    low, high = offer_curve(BELIEF, pay, "USD").layout.xaxis.range
    assert low < BELIEF.next_offer_at(-2.5)
    assert high > BELIEF.next_offer_at(2.5)
    assert pay is None or low < pay < high


def test_the_next_offer_spreads_wider_than_the_worth():
    offer, worth = offer_curve(BELIEF, None, "USD").data
    widths = [sum(y > 0.5 for y in trace.y) for trace in (offer, worth)]
    assert widths[0] > widths[1]
    assert all(earlier < later for earlier, later in pairwise(offer.x))


def test_parts_take_the_surest_figure_and_leave_out_what_was_asked():
    own = answer(
        seen(150_000, PayKind.QUOTE, company="A"),
        seen(140_000, company=" a"),
        seen(15_000, PayKind.VERBAL, company="A", component=PayComponent.BONUS),
        seen(99_000, PayKind.ASKED, company="A", component=PayComponent.EQUITY),
        seen(160_000, company="Base only"),
    ).own
    (row,) = parts_by_company(own)
    assert row.parts == {PayComponent.BASE: 140_000, PayComponent.BONUS: 15_000}
    assert row.total == 155_000
    figure = pay_parts([row], "USD")
    assert [trace.name for trace in figure.data] == ["base", "bonus"]
    assert figure.layout.annotations[0].text == "$155K"
