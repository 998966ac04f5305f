"""What is said to have changed since the last look."""

from datetime import date

import pytest

from greener.changes import changes_since
from greener.journal.looks import Look, note_look
from greener.journal.store import open_journal

BEFORE = Look(
    looked_on=date(2026, 3, 1),
    generation="market-20260301-000000-000000",
    loss_probability=0.02,
    worth_annual=150_000.0,
    currency="USD",
    figures=3,
)


def later(**changes):
    return BEFORE.model_copy(update={"looked_on": date(2026, 4, 1), **changes})


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (later(), ()),
        (later(loss_probability=0.0201), ()),
        (later(worth_annual=150_500.0), ()),
        (
            later(loss_probability=0.025),
            ("the chance of losing your job rose from 1 in 50 to 1 in 40",),
        ),
        (
            later(loss_probability=0.0125),
            ("the chance of losing your job fell from 1 in 50 to 1 in 80",),
        ),
        (later(worth_annual=160_000.0), ("your worth rose from $150,000 to $160,000",)),
        (later(worth_annual=160_000.0, currency="EUR"), ()),
        (later(worth_annual=None, loss_probability=None), ()),
        (later(figures=5), ("2 more figures",)),
        (later(figures=2), ("1 fewer figure",)),
        (later(generation="market-20260401-000000-000000"), ("the market data is newer",)),
    ],
)
def test_only_what_is_notable_is_said(now, said):
    assert changes_since(BEFORE, now) == said


def test_a_day_keeps_its_last_look_and_tells_the_look_before(tmp_path):
    journal = open_journal(str(tmp_path / "journal.sqlite"))

    def note(look):
        with journal.write() as transaction:
            return note_look(transaction, look)

    assert note(BEFORE) is None
    assert note(BEFORE.model_copy(update={"figures": 4})) is None
    assert note(later()).figures == 4
    assert note(later(figures=6)).looked_on == date(2026, 3, 1)
    with journal.read() as transaction:
        assert [kept.record.figures for kept in transaction.looks.all()] == [4, 6]
    journal.close()


def test_erasing_everything_erases_the_looks(tmp_path):
    journal = open_journal(str(tmp_path / "journal.sqlite"))
    with journal.write() as transaction:
        note_look(transaction, BEFORE)
    journal.erase()
    with journal.read() as transaction:
        assert transaction.looks.all() == []
    journal.close()
