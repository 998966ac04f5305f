"""Records as people really have them, for property tests."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from greener.journal.records import (
    Channel,
    PayComponent,
    PayKind,
    PayObservation,
    PayPeriod,
    Process,
    Purpose,
    Stage,
    StageEvent,
)

FIRST_DAY, LAST_DAY = date(2019, 1, 1), date(2026, 6, 30)

days = st.dates(FIRST_DAY, LAST_DAY)
awkward = st.sampled_from(
    [
        "=1+1",
        "+49",
        "-x",
        "@a",
        "'tis",
        "''",
        '"q"',
        "a,b;c\td",
        "é 漢字 🙂",
        "مرحبا",
        "<b>",
        "l1\nl2",
    ]
)
names = awkward | st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cf", "Z"]), min_size=1, max_size=20
)
notes = st.just("") | awkward
amounts = st.decimals(Decimal("0.01"), 999_999_999, places=2)
events = st.builds(
    StageEvent,
    occurred_on=days,
    stage=st.sampled_from(Stage),
    self_rating=st.none() | st.integers(1, 5),
    people_met=notes,
    note=notes,
)


@st.composite
def processes(draw: st.DrawFn, key: str) -> Process:
    told = draw(st.sampled_from([None, False, True]))
    log = draw(st.lists(events, min_size=1, max_size=8))
    return Process(
        key=key,
        company=draw(names),
        title=draw(st.none() | names),
        channel=draw(st.none() | st.sampled_from(Channel)),
        purpose=draw(st.none() | st.sampled_from(Purpose)),
        told_exploring=told,
        told_on=draw(days) if told else None,
        events=tuple(sorted(log, key=lambda event: event.occurred_on)),
    )


process_lists = st.integers(0, 5).flatmap(
    lambda count: st.tuples(*(processes(f"p{number}") for number in range(count)))
)


@st.composite
def pay_observations(draw: st.DrawFn) -> PayObservation:
    low, high = sorted([draw(amounts), draw(amounts)])
    return PayObservation(
        observed_on=draw(days),
        company=draw(names),
        title=draw(st.none() | names),
        kind=draw(st.sampled_from(PayKind)),
        component=draw(st.sampled_from(PayComponent)),
        low=low,
        high=high,
        currency=draw(st.sampled_from(["USD", "EUR", "MYR"])),
        period=draw(st.sampled_from(PayPeriod)),
        note=draw(notes),
    )
