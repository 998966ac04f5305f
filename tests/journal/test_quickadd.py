"""One line, typed in a hurry, and what it is read as."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greener.journal.quickadd import process_meant, read_line
from greener.journal.records import (
    Channel,
    Disclosure,
    PayComponent,
    PayKind,
    PayPeriod,
    Process,
    Purpose,
    Reaction,
    Stage,
    StageEvent,
)

TODAY = date(2026, 6, 17)  # a Wednesday


def read(text: str, currency: str = "USD"):
    return read_line(text, TODAY, currency)


def test_the_line_of_the_manual() -> None:
    found = read("Acme, staff engineer, recruiter quoted 180-200k, told them I'm exploring")
    assert (found.company, found.title) == ("Acme", "staff engineer")
    assert found.stage is Stage.RECRUITER_SCREEN
    (pay,) = found.pay
    assert (pay.kind, pay.low, pay.high) == (PayKind.QUOTE, 180_000, 200_000)
    assert (pay.currency, pay.period) == ("USD", PayPeriod.YEAR)
    assert found.told is True
    assert found.note == ""
    assert found.guessed == ("currency",)
    assert found.event() == StageEvent(occurred_on=TODAY, stage="recruiter_screen")
    assert found.disclosure() == Disclosure(said_on=TODAY)
    assert found.head().company == "Acme"
    assert found.pay_observations()[0].title == "staff engineer"


@pytest.mark.parametrize(
    ("line", "company", "title", "stage"),
    [
        ("Acme", "Acme", None, Stage.FOUND),
        ("Staff Engineer @ Initech, applied", "Initech", "Staff Engineer", Stage.APPLIED),
        ("staff engineer at Initech", "Initech", "staff engineer", Stage.FOUND),
        (
            "Globex - data engineer - phone screen",
            "Globex",
            "data engineer",
            Stage.RECRUITER_SCREEN,
        ),
        (
            "Applied Materials, process engineer, applied",
            "Applied Materials",
            "process engineer",
            Stage.APPLIED,
        ),
        (
            "Acme, Technical Program Manager, panel",
            "Acme",
            "Technical Program Manager",
            Stage.PANEL,
        ),
        ("Acme, manager, technical interview", "Acme", "manager", Stage.TECHNICAL),
        ("Acme, hiring manager", "Acme", None, Stage.HIRING_MANAGER),
        ("Acme, take-home", "Acme", None, Stage.TAKE_HOME),
        ("Acme, rejected after final round", "Acme", None, Stage.REJECTED),
        ("Acme, written offer 190k", "Acme", None, Stage.OFFER),
        ("Acme, offer 190k, declined it", "Acme", None, Stage.DECLINED),
        ("Acme, verbal 190k", "Acme", None, Stage.OFFER),
        ("Acme, told them just looking, they withdrew", "Acme", None, Stage.COOLED_OFF),
    ],
)
def test_company_role_and_stage(line: str, company: str, title: str | None, stage: Stage) -> None:
    found = read(line)
    assert (found.company, found.title, found.stage) == (company, title, stage)


@pytest.mark.parametrize(
    ("line", "stage", "note"),
    [
        ("did not get an offer", Stage.FOUND, "did not get an offer"),
        ("no written offer yet, quoted 150k", Stage.RECRUITER_SCREEN, "no written offer yet"),
        ("they never offered 150k", Stage.RECRUITER_SCREEN, "they never offered 150k"),
        ("haven't applied yet", Stage.FOUND, "haven't applied yet"),
        ("hasn’t been rejected", Stage.FOUND, "hasn’t been rejected"),
    ],
)
def test_a_stage_that_is_denied_is_a_guess_and_a_note(line, stage, note) -> None:
    found = read(f"Acme, {line}")
    assert (found.stage, found.note, found.title) == (stage, note, None)
    assert "stage" in found.guessed
    assert {pay.kind for pay in found.pay} <= {PayKind.QUOTE}


def test_a_denial_ends_where_something_else_is_told() -> None:
    assert read("Acme, did not hear back after the panel").stage is Stage.PANEL
    assert read("Acme, no offer, rejected").stage is Stage.REJECTED
    assert read("Acme, not selected").stage is Stage.REJECTED
    assert read("Acme did not get an offer").company == "Acme"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("posted 150k-180k", ("posted", "base", 150_000, 180_000, "USD", "year")),
        ("$180,000-$200,000 posted range", ("posted", "base", 180_000, 200_000, "USD", "year")),
        ("I asked for 200k", ("asked", "base", 200_000, 200_000, "USD", "year")),
        ("written offer €95,000", ("written", "base", 95_000, 95_000, "EUR", "year")),
        ("on the phone 150 000", ("verbal", "base", 150_000, 150_000, "USD", "year")),
        ("offer of 190000", ("verbal", "base", 190_000, 190_000, "USD", "year")),
        ("recruiter said 60/hr", ("quote", "base", 60, 60, "USD", "hour")),
        ("quoted 95-110 per hour", ("quote", "base", 95, 110, "USD", "hour")),
        ("25 LPA in writing", ("written", "base", 2_500_000, 2_500_000, "INR", "year")),
        ("bonus 20k written", ("written", "bonus", 20_000, 20_000, "USD", "year")),
        ("they pay 8500 RM a month", ("quote", "base", 8500, 8500, "MYR", "month")),
        ("180k–200k", ("posted", "base", 180_000, 200_000, "USD", "year")),
    ],
)
def test_figures(line: str, expected: tuple[object, ...]) -> None:
    (pay,) = read(f"Acme, dev, {line}").pay
    assert (pay.kind, pay.component, pay.low, pay.high, pay.currency, pay.period) == expected


@pytest.mark.parametrize(
    ("line", "company", "title", "pay"),
    [
        (
            "Mercy Health recruiter called today, RN, $42-46 an hour",
            *("Mercy Health", "RN", [("quote", "base", 42, 46, "USD", "hour")]),
        ),
        (
            "Cleveland Clinic emailed, nurse, pays 95k plus 10k sign on bonus",
            *("Cleveland Clinic", "nurse"),
            [
                ("quote", "base", 95_000, 95_000, "USD", "year"),
                ("quote", "bonus", 10_000, 10_000, "USD", "year"),
            ],
        ),
        (
            "Delivery Hero, engineer, 98.500,00 EUR in writing",
            *("Delivery Hero", "engineer"),
            [("written", "base", 98_500, 98_500, "EUR", "year")],
        ),
        (
            "N26 recruiter screen, engineer, 95-105k",
            *("N26", "engineer", [("quote", "base", 95_000, 105_000, "USD", "year")]),
        ),
        (
            "Netflix, marketing manager, 190 base",
            *("Netflix", "marketing manager"),
            [("quote", "base", 190_000, 190_000, "USD", "year")],
        ),
    ],
)
def test_a_line_as_it_is_said(line, company, title, pay) -> None:
    found = read(line)
    assert (found.company, found.title) == (company, title)
    assert pay == [
        (each.kind, each.component, each.low, each.high, each.currency, each.period)
        for each in found.pay
    ]


def test_a_long_company_is_worth_a_look() -> None:
    assert "company" in read("The Bank of New York, analyst, applied").guessed
    assert "company" not in read("Delivery Hero, analyst, applied").guessed


def test_parts_of_one_offer() -> None:
    found = read("Acme, written offer 190k base, 20k bonus, 100k equity")
    assert [(pay.kind, pay.component, pay.low) for pay in found.pay] == [
        (PayKind.WRITTEN, PayComponent.BASE, 190_000),
        (PayKind.WRITTEN, PayComponent.BONUS, 20_000),
        (PayKind.WRITTEN, PayComponent.EQUITY, 100_000),
    ]


def test_a_bare_dollar_is_the_persons_dollar() -> None:
    assert read("Acme, quoted $90k", "CAD").pay[0].currency == "CAD"
    assert read("Acme, quoted $90k", "EUR").pay[0].currency == "USD"
    assert read("Acme, quoted 90k", "EUR").pay[0].currency == "EUR"
    assert "currency" not in read("Acme, quoted 90k EUR").guessed


@pytest.mark.parametrize(
    ("line", "told", "reaction"),
    [
        ("told them I'm exploring", True, Reaction.UNKNOWN),
        ("said I am only exploring, they were fine with it", True, Reaction.FINE),
        ("told them I'm not really looking, they withdrew", True, Reaction.WITHDREW),
        ("exploring", True, Reaction.UNKNOWN),
        ("haven't told them yet", False, Reaction.UNKNOWN),
        ("didn't say I'm exploring", False, Reaction.UNKNOWN),
        ("told them I want 200k", None, Reaction.UNKNOWN),
        ("panel", None, Reaction.UNKNOWN),
    ],
)
def test_told_or_not(line: str, told: bool | None, reaction: Reaction) -> None:
    found = read(f"Acme, dev, {line}")
    assert (found.told, found.reaction) == (told, reaction)
    disclosure = found.disclosure()
    assert (disclosure.told if disclosure else None) is told


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("applied", TODAY),
        ("applied yesterday", TODAY - timedelta(days=1)),
        ("applied 3 days ago", TODAY - timedelta(days=3)),
        ("applied 2 weeks ago", TODAY - timedelta(days=14)),
        ("applied on Monday", date(2026, 6, 15)),
        ("applied last Wednesday", date(2026, 6, 10)),
        ("applied 2026-05-01", date(2026, 5, 1)),
        ("call on 2027-05-01", TODAY),
    ],
)
def test_days(line: str, day: date) -> None:
    assert read(f"Acme, dev, {line}").occurred_on == day


def test_how_it_began_and_why() -> None:
    assert read("Acme, dev, agency").channel is Channel.AGENCY
    assert read("Acme, dev, recruiter reached out").channel is Channel.INBOUND
    assert read("Acme, dev, referred by Bob").channel is Channel.REFERRAL
    assert read("Acme, dev, referred by Bob").note == "referred by Bob"
    assert read("Acme, dev, practice").purpose is Purpose.PRACTISE


def test_what_is_not_understood_is_the_note() -> None:
    found = read("Acme, dev, quoted 180k, Berlin office, 4 days a week; nice people")
    assert found.note == "Berlin office, 4 days a week, nice people"


def test_a_number_that_is_no_money_is_no_pay() -> None:
    for line in (
        *("call 555-123-4567", "phone 555 123 4567", "+49 170 1234567", "5551234567890"),
        *("team of 12", "team of 10000 people", "10,000+ employees", "10k users", "founded 2019"),
        *("401k match", "401(k) with 6%"),
    ):
        found = read(f"Acme, dev, {line}")
        assert found.pay == (), line
        assert found.note == line


def test_a_percentage_beside_the_base_stays_in_the_note() -> None:
    line = "written offer 150k base with 10% bonus and equity"
    assert read(f"Acme, {line}").note == line


KINDS = {
    PayKind.POSTED: "posted {}",
    PayKind.QUOTE: "recruiter quoted {}",
    PayKind.ASKED: "I asked for {}",
    PayKind.VERBAL: "verbal offer {}",
    PayKind.WRITTEN: "written offer {}",
}
TITLES = ["staff engineer", "Data Analyst", "VP", "Senior UX designer II", "nurse"]
junk = st.text(st.characters(categories=["Ll"], max_codepoint=0x17F), min_size=9, max_size=14)


@settings(max_examples=80)
@given(
    st.sampled_from(["Acme", "Müller & Söhne", "X.ai", "3M", "Kraft Heinz Co."]),
    st.sampled_from(TITLES),
    st.sampled_from(PayKind),
    st.integers(30, 400),
    st.integers(0, 90),
    st.sampled_from([None, True, False]),
    junk,
    st.randoms(use_true_random=False),
)
def test_any_order_of_parts_is_read(
    company: str,
    title: str,
    kind: PayKind,
    low: int,
    spread: int,
    told: bool | None,
    extra: str,
    random,
) -> None:
    figure = f"{low}-{low + spread}k" if spread else f"{low}k"
    said = {None: [], True: ["told them I'm exploring"], False: ["haven't told them"]}[told]
    parts = [title, KINDS[kind].format(figure), f"zz{extra}", *said]
    random.shuffle(parts)
    found = read(", ".join([company, *parts]))
    assert found.company == company
    assert [(p.kind, p.low, p.high) for p in found.pay] == [
        (kind, Decimal(low * 1000), Decimal((low + spread) * 1000))
    ]
    assert found.told is told
    assert f"zz{extra}" in found.note or f"zz{extra}" == found.title
    assert title in {found.title, *found.note.split(", ")}


@given(st.lists(junk.map("zz{}".format), min_size=1, max_size=6))
def test_nothing_typed_is_lost(words: list[str]) -> None:
    found = read(", ".join(["Acme", "dev", *words]))
    assert found.note == ", ".join(words)


@settings(max_examples=150)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    found = read(text)
    assert found.occurred_on <= TODAY
    assert len(found.company) <= 200
    assert all(0 < pay.low <= pay.high for pay in found.pay)


def test_the_process_meant_is_the_open_one() -> None:
    def process(key: str, stage: str, title: str | None = "Dev", company: str = "Acme") -> Process:
        event = StageEvent(occurred_on=TODAY, stage=stage)
        return Process(key=key, company=company, title=title, events=(event,))

    old, new = process("old", "rejected"), process("new", "panel")
    other = process("other", "panel", company="Acme Labs")
    lead = process("lead", "panel", title="Lead")
    assert process_meant(read("ACME, dev, final round"), [old, new, other]) == new
    assert process_meant(read("acme"), [old, other]) == old
    assert process_meant(read("Acme, engineer, offer"), [old, new, lead]) is None
    assert process_meant(read("Acme, lead, offer"), [old, new, lead]) == lead


@pytest.mark.parametrize(
    ("line", "company", "title", "stage"),
    [
        ("Google L5 SWE, recruiter reached out", "Google", "L5 SWE", Stage.RECRUITER_SCREEN),
        ("Red Hat engineer, applied", "Red Hat", "engineer", Stage.APPLIED),
        ("Acme: staff engineer, applied", "Acme", "staff engineer", Stage.APPLIED),
        ("Flipkart - SDE 3 - 60-70 LPA - applied", "Flipkart", "SDE 3", Stage.APPLIED),
        ("Got a call from Jane at Meta, PM", "Meta", "PM", Stage.RECRUITER_SCREEN),
        (
            "recruiter from Datadog called, staff SRE",
            "Datadog",
            "staff SRE",
            Stage.RECRUITER_SCREEN,
        ),
        ("Acme staff engineer panel 180k", "Acme", "staff engineer", Stage.PANEL),
        ("Globex, found on LinkedIn", "Globex", None, Stage.FOUND),
        ("Wonka, coffee with the CTO", "Wonka", None, Stage.FOUND),
        ("Massive Dynamic, panel tomorrow", "Massive Dynamic", None, Stage.FOUND),
    ],
)
def test_lines_as_people_type_them(line, company, title, stage) -> None:
    found = read(line)
    assert (found.company, found.title, found.stage) == (company, title, stage)


def test_a_line_without_commas_is_read_as_a_guess() -> None:
    found = read("Acme staff engineer recruiter call 180k told them")
    assert (found.company, found.told) == ("Acme", True)
    assert [pay.low for pay in found.pay] == [180_000]
    assert "company" in found.guessed


@pytest.mark.parametrize(
    ("part", "figures"),
    [
        ("190-220k + equity", [("base", 190_000, 220_000)]),
        ("20k bonus", [("bonus", 20_000, 20_000)]),
        (
            "offered 155k base 20k bonus 50k RSUs",
            [("base", 155_000, 155_000), ("bonus", 20_000, 20_000), ("equity", 50_000, 50_000)],
        ),
        ("written offer 150k base with 10% bonus and equity", [("base", 150_000, 150_000)]),
        ("quoted 180-200k base plus 15% bonus", [("base", 180_000, 200_000)]),
        ("150k base and 20% bonus", [("base", 150_000, 150_000)]),
        ("150k base 10% annual bonus", [("base", 150_000, 150_000)]),
        ("sign-on 20k on top of base", [("bonus", 20_000, 20_000)]),
        ("base 150k bonus 20k", [("base", 150_000, 150_000), ("bonus", 20_000, 20_000)]),
        ("401k match, 180k base", [("base", 180_000, 180_000)]),
        ("posted 401k-450k", [("base", 401_000, 450_000)]),
        ("they pay 160", [("base", 160_000, 160_000)]),
        ("i said 100 people", []),
        ("asked for 2 weeks", []),
    ],
)
def test_each_figure_is_read_for_what_it_pays(part, figures) -> None:
    found = [(pay.component.value, pay.low, pay.high) for pay in read(f"Acme, {part}").pay]
    assert found == figures


@pytest.mark.parametrize("words", ["350k TC", "TC 420k", "total comp 420k", "TC 420k base 180k"])
def test_total_pay_is_a_doubt(words) -> None:
    assert "base or total" in read(f"Acme, {words}").guessed


@pytest.mark.parametrize("words", ["told them", "told", "I told him about it"])
def test_told_in_short(words) -> None:
    assert read(f"Acme, {words}").told is True
    assert read("Acme, told them my salary").told is None
