"""The strip of worth and the picture of how it narrowed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from greener.answers.estimate import SourceRef
from greener.answers.market_pay import MarketPay, PayBand
from greener.answers.worth import WorthAnswer, market_worth
from greener.figures.narrowing import narrowing
from greener.figures.worth_strip import KIND_MARKS, worth_strip
from greener.journal.records import Job, PayKind, PayObservation

TODAY = date(2026, 6, 30)


class NoRates:
    """Converts a currency to itself only."""

    def convert(self, amount, from_currency, to_currency, on):
        if from_currency != to_currency:
            raise LookupError(from_currency)
        return type("Amount", (), {"amount": float(amount)})()


def own_job(**changes) -> Job:
    fields = {"employer": "Acme", "title": "Engineer", "pay_annual": Decimal(130_000)}
    return Job(**{**fields, **changes})


def named(pay, kind=PayKind.WRITTEN, company="Initech", days_ago=10):
    return PayObservation(
        observed_on=TODAY - timedelta(days=days_ago),
        company=company,
        kind=kind,
        low=Decimal(pay),
        high=Decimal(pay),
        currency="USD",
    )


def worth(job, *observations, has_market=True) -> WorthAnswer:
    band = PayBand(
        source=SourceRef("oews", "BLS OEWS, May 2025", date(2025, 5, 31)),
        occupation="Software Developers",
        place="California",
        currency="USD",
        percentiles={10: 90_000, 25: 110_000, 50: 140_000, 75: 178_000, 90: 218_000},
        as_of=TODAY,
    )
    market = MarketPay(bands=(band,) if has_market else ())
    return market_worth(job, market, observations, NoRates(), TODAY)


def marks(figure):
    return {trace.name: trace for trace in figure.data if trace.name}


def test_every_kind_of_figure_has_its_own_shape():
    assert len({symbol for symbol, _ in KIND_MARKS.values()}) == len(PayKind)


def test_the_strip_marks_each_figure_by_kind_at_its_pay():
    job = own_job()
    answer = worth(
        job, named(165_000), named(150_000, PayKind.POSTED, "Globex"), named(170_000, PayKind.ASKED)
    )
    by_kind = marks(worth_strip(answer, job))
    assert set(by_kind) == {"written offer", "posted", "you asked"}
    assert by_kind["written offer"].x == (165_000,)
    assert by_kind["posted"].x == (150_000,)


def test_you_are_here_stands_at_the_present_pay_or_not_at_all():
    figure = worth_strip(worth(own_job()), own_job())
    here = next(note for note in figure.layout.annotations if "you are here" in note.text)
    assert here.x == 130_000
    unpaid = own_job(pay_annual=None)
    figure = worth_strip(worth(unpaid), unpaid)
    assert not [note for note in figure.layout.annotations if "you are here" in note.text]


def test_what_a_company_is_called_is_never_markup():
    job = own_job()
    figure = worth_strip(worth(job, named(165_000, company="<script>alert(1)</script>")), job)
    assert "<script>" not in str(figure.to_dict())
    assert "&lt;script&gt;" in str(figure.to_dict())


def test_a_figure_far_off_does_not_flatten_the_rest():
    job = own_job()
    figure = worth_strip(worth(job, named(165_000), named(9_000_000, company="Slip")), job)
    _, high = figure.layout.xaxis.range
    assert high < 500_000
    assert max(marks(figure)["written offer"].x) == high


def test_close_figures_do_not_hide_each_other():
    job = own_job()
    figure = worth_strip(worth(job, *[named(160_000 + i, company=f"C{i}") for i in range(4)]), job)
    assert len(set(marks(figure)["written offer"].y)) == 4


def test_without_market_the_own_figures_still_make_a_strip():
    job = own_job()
    titles = [
        note.text
        for note in worth_strip(
            worth(job, named(165_000), has_market=False), job
        ).layout.annotations
    ]
    assert titles[:3] == ["The next offer", "Your worth", "Named to you"]


def test_nothing_known_has_no_strip():
    job = own_job()
    with pytest.raises(ValueError, match="not known"):
        worth_strip(worth(job, has_market=False), job)


def test_the_narrowing_has_a_step_a_figure_and_the_pay_as_a_line():
    job = own_job()
    answer = worth(job, named(165_000), named(158_000, company="Globex"))
    figure = narrowing(answer.narrowing, job)
    assert figure.data[1].x == (0, 1, 2)
    assert figure.data[1].base[2] == answer.worth.low
    assert figure.layout.shapes[0].y0 == 130_000


def test_fifty_figures_still_fit():
    job = own_job()
    answer = worth(
        job, *[named(150_000 + 500 * i, company=f"C{i}", days_ago=i + 1) for i in range(50)]
    )
    assert len(narrowing(answer.narrowing, job).layout.xaxis.tickvals) <= 11
    assert worth_strip(answer, job).layout.height < 420
