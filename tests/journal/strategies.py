"""Records as people really have them, for property tests."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from greener.journal.looks import Look
from greener.journal.people import (
    Contact,
    DreamCompany,
    FollowUp,
    FollowUpKind,
    Goal,
    GoalPeriod,
    HeldJob,
    PayStep,
    Touch,
    Warmth,
)
from greener.journal.records import (
    Channel,
    Disclosure,
    PayComponent,
    PayKind,
    PayObservation,
    PayPeriod,
    Process,
    ProcessHead,
    Purpose,
    Reaction,
    Stage,
    StageEvent,
    WorkMode,
)
from greener.journal.store import Transaction

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


LIVES = (
    "final rejected offer declined",
    "applied rejected recruiter_screen",
    "technical recruiter_screen technical panel",
    "offer accepted withdrawn",
    "applied ghosted panel ghosted",
)
"""Courses that chance alone hardly draws: back and forth, reopened, an offer after a rejection."""


@st.composite
def lives(draw: st.DrawFn) -> list[StageEvent]:
    stages = draw(st.sampled_from(LIVES)).split()
    on = sorted(draw(st.lists(days, min_size=len(stages), max_size=len(stages))))
    return [StageEvent(occurred_on=day, stage=stage) for day, stage in zip(on, stages, strict=True)]


@st.composite
def processes(draw: st.DrawFn, key: str) -> Process:
    told = draw(st.sampled_from([None, False, True]))
    log = draw(st.lists(events, min_size=1, max_size=8) | lives())
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


heads = st.builds(
    ProcessHead,
    company=names,
    title=st.none() | names,
    channel=st.none() | st.sampled_from(Channel),
    purpose=st.none() | st.sampled_from(Purpose),
    reapply_on=st.none() | days,
    posting_url=st.sampled_from(["", "https://example.com/jobs?id=1"]),
    note=notes,
)
disclosures = st.builds(
    Disclosure, said_on=days, told=st.just(True), reaction=st.sampled_from(Reaction), note=notes
) | st.builds(Disclosure, said_on=days, told=st.just(False), note=notes)
held_jobs = st.builds(
    HeldJob,
    employer=names,
    title=names,
    occupation=st.none() | st.just("15-1252"),
    started=st.none() | st.dates(FIRST_DAY, FIRST_DAY.replace(year=2020)),
    ended=st.dates(FIRST_DAY.replace(year=2021), LAST_DAY),
    experience_years=st.none() | st.floats(0, 70),
    work_mode=st.none() | st.sampled_from(WorkMode),
    pay_annual=st.none() | amounts,
    savings_months=st.none() | st.floats(0, 1200),
)
pay_steps = st.builds(
    PayStep,
    effective_on=days,
    component=st.sampled_from(PayComponent),
    amount_annual=amounts,
    currency=st.just("USD"),
    job_id=st.none(),
    note=notes,
)
contacts = st.builds(
    Contact,
    name=names,
    company=st.none() | names,
    role=st.none() | names,
    relation=st.none() | names,
    warmth=st.none() | st.sampled_from(Warmth),
    email=st.none() | names,
    profile_url=st.sampled_from(["", "https://example.com/in/x"]),
    connected_on=st.none() | days,
    next_touch_on=st.none() | days,
    can_refer=st.none() | st.booleans(),
    has_referred=st.booleans(),
    note=notes,
)
touches = st.builds(Touch, touched_on=days, how=st.none() | names, note=notes)
follow_ups = st.builds(
    FollowUp,
    due_on=days,
    what=names,
    kind=st.sampled_from(FollowUpKind),
    process_key=st.none(),
    contact_id=st.none(),
    done_on=st.none() | days,
)
goals = (
    st.builds(
        Goal,
        kind=st.just("must_have"),
        text=names,
        purpose=st.none(),
        times=st.none(),
        per=st.none(),
        low=st.none(),
        high=st.none(),
        currency=st.none(),
    )
    | st.builds(
        Goal,
        kind=st.just("standing"),
        text=names,
        purpose=st.none(),
        times=st.integers(1, 9),
        per=st.sampled_from(GoalPeriod),
        low=st.none(),
        high=st.none(),
        currency=st.none(),
    )
    | st.builds(
        Goal,
        kind=st.just("range"),
        text=names,
        purpose=st.none(),
        times=st.none(),
        per=st.none(),
        low=st.just(Decimal(1)),
        high=amounts.map(lambda a: a + 1),
        currency=st.just("EUR"),
    )
)
looks = st.builds(
    Look,
    looked_on=days,
    generation=names,
    loss_probability=st.none() | st.floats(0, 1),
    worth_annual=st.none() | st.floats(1, 1e9),
    currency=st.just("USD"),
    figures=st.integers(0, 1000),
)
dreams = st.builds(DreamCompany, company=names, why=notes, since=days)


def fill(transaction: Transaction, data: st.DataObject) -> None:
    """Fill a journal with drawn records, corrections and retractions among them."""

    def some(strategy: st.SearchStrategy, most: int = 2) -> list:
        return data.draw(st.lists(strategy, max_size=most))

    jobs = [transaction.jobs.add(job) for job in some(held_jobs)]
    for step in some(pay_steps):
        job_id = data.draw(st.sampled_from([None, *(job.id for job in jobs)]))
        transaction.pay_history.add(step.model_copy(update={"job_id": job_id}))
    keys = [
        transaction.add_process(head, some(events, 4), some(pay_observations()))
        for head in some(heads, 3)
    ]
    for key in keys:
        for disclosure in some(disclosures, 1):
            transaction.disclosures.add(disclosure, key)
    for observation in some(pay_observations()):
        transaction.pay.add(observation)
    for entry in transaction.events.entries():
        change = data.draw(st.sampled_from(["keep", "correct", "retract"]))
        if change == "correct":
            transaction.events.correct(entry.id, data.draw(events))
        elif change == "retract":
            transaction.events.retract(entry.id)
    for contact in some(contacts):
        kept = transaction.contacts.add(contact)
        transaction.contacts.edit(kept.id, kept.version, contact)
        for touch in some(touches):
            transaction.touches.add(touch, kept.id)
    for follow_up in some(follow_ups):
        process_key = data.draw(st.sampled_from([None, *keys]))
        transaction.follow_ups.add(follow_up.model_copy(update={"process_key": process_key}))
    for goal in some(goals):
        transaction.goals.add(goal)
    for look in some(looks):
        transaction.looks.add(look)
    for dream in some(dreams):
        transaction.dream_companies.add(dream)
