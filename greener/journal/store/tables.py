"""The journal's tables, the same on SQLite and PostgreSQL, with the rules that the records have.

Every row has an owner; references between rows carry it, so that no row can point at another
owner's. Rows of a log are never changed: a correction is a new row that supersedes the old one.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Table, UniqueConstraint
from sqlalchemy.engine import Dialect

from greener.journal.fields import (
    EARLIEST_DATE,
    LATEST_DATE,
    MAX_ANNUAL_PAY,
    NAME_LENGTH,
    TEXT_LENGTH,
)
from greener.journal.people import FollowUpKind, GoalKind, GoalPeriod, Warmth
from greener.journal.records import (
    Channel,
    PayComponent,
    PayKind,
    PayPeriod,
    Purpose,
    Reaction,
    Stage,
    WorkMode,
)

TEN_THOUSANDTHS = 10_000
ID_LENGTH = 36


class Money(sa.TypeDecorator[Decimal]):
    """An amount as a whole number of ten-thousandths: exact on every database."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Return ten-thousandths; what lies beyond four decimals is rounded."""
        return None if value is None else round(value * TEN_THOUSANDTHS)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """Return the amount without trailing zeros."""
        if value is None:
            return None
        whole, rest = divmod(value, TEN_THOUSANDTHS)
        return Decimal(whole) if not rest else (Decimal(value) / TEN_THOUSANDTHS).normalize()


metadata = sa.MetaData(
    naming_convention={
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _one_of(column: str, choices: type[StrEnum]) -> CheckConstraint:
    allowed = ", ".join(f"'{choice}'" for choice in choices)
    return CheckConstraint(f"{column} IN ({allowed})", name=column)


def _name(column: str) -> CheckConstraint:
    return CheckConstraint(f"length({column}) BETWEEN 1 AND {NAME_LENGTH}", name=column)


def _text(column: str) -> CheckConstraint:
    return CheckConstraint(f"length({column}) <= {TEXT_LENGTH}", name=column)


def _day(column: str) -> CheckConstraint:
    return CheckConstraint(f"{column} BETWEEN '{EARLIEST_DATE}' AND '{LATEST_DATE}'", name=column)


def _range(column: str, low: float, high: float) -> CheckConstraint:
    return CheckConstraint(f"{column} BETWEEN {low} AND {high}", name=column)


def _amount(column: str) -> CheckConstraint:
    return _range(column, 1, int(MAX_ANNUAL_PAY * TEN_THOUSANDTHS))


def _currency(column: str = "currency") -> CheckConstraint:
    return CheckConstraint(f"length({column}) = 3 AND {column} = upper({column})", name=column)


def _owned(name: str, *parts: sa.schema.SchemaItem) -> Table:
    return Table(
        name,
        metadata,
        Column("owner_id", sa.String(200), sa.ForeignKey("owner.id", ondelete="CASCADE")),
        Column("id", sa.String(ID_LENGTH)),
        sa.PrimaryKeyConstraint("owner_id", "id"),
        *parts,
    )


def _shelf(name: str, *parts: sa.schema.SchemaItem) -> Table:
    """A table of records that are edited in place, each edit counted."""
    version = Column("version", sa.Integer, nullable=False)
    return _owned(name, version, _range("version", 1, 2**31 - 1), *parts)


def _log(name: str, *parts: sa.schema.SchemaItem) -> Table:
    """A table of records that are only ever added to."""
    return _owned(
        name,
        Column("entry_id", sa.String(ID_LENGTH), nullable=False),
        Column("supersedes_id", sa.String(ID_LENGTH)),
        Column("retracted", sa.Boolean, nullable=False),
        Column("recorded_at", sa.DateTime, nullable=False),
        UniqueConstraint("owner_id", "supersedes_id"),
        ForeignKeyConstraint(
            ["owner_id", "supersedes_id"], [f"{name}.owner_id", f"{name}.id"], ondelete="CASCADE"
        ),
        CheckConstraint("(supersedes_id IS NULL) = (entry_id = id)", name="entry"),
        CheckConstraint("NOT retracted OR supersedes_id IS NOT NULL", name="retracted"),
        *parts,
    )


def _child_of(parent: str, column: str, *, required: bool) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        Column(column, sa.String(ID_LENGTH), nullable=not required),
        ForeignKeyConstraint(
            ["owner_id", column], [f"{parent}.owner_id", f"{parent}.id"], ondelete="CASCADE"
        ),
        sa.Index(None, "owner_id", column),
    )


owner = Table(
    "owner",
    metadata,
    Column("id", sa.String(200), primary_key=True),
    Column("created_at", sa.DateTime, nullable=False),
    CheckConstraint("length(id) BETWEEN 1 AND 200", name="id"),
)

job = _shelf(
    "job",
    Column("employer", sa.Text, nullable=False),
    Column("title", sa.Text, nullable=False),
    Column("occupation", sa.Text),
    Column("industry", sa.Text),
    Column("employer_size", sa.Integer),
    Column("employer_stage", sa.Text),
    Column("country", sa.Text, nullable=False),
    Column("region", sa.Text),
    Column("metro", sa.Text),
    Column("started", sa.Date),
    Column("ended", sa.Date),
    Column("experience_years", sa.Double),
    Column("work_mode", sa.Text),
    Column("pay_annual", Money),
    Column("currency", sa.Text, nullable=False),
    Column("savings_months", sa.Double),
    _name("employer"),
    _name("title"),
    CheckConstraint("length(occupation) = 7", name="occupation"),
    _range("employer_size", 1, 10_000_000),
    CheckConstraint("length(country) = 2", name="country"),
    _day("started"),
    _day("ended"),
    CheckConstraint("ended >= started", name="ends_after_start"),
    _range("experience_years", 0, 70),
    _one_of("work_mode", WorkMode),
    _amount("pay_annual"),
    _currency(),
    _range("savings_months", 0, 1200),
)
sa.Index(
    "ix_job_one_present",
    job.c.owner_id,
    unique=True,
    sqlite_where=job.c.ended.is_(None),
    postgresql_where=job.c.ended.is_(None),
)

process = _shelf(
    "process",
    Column("company", sa.Text, nullable=False),
    Column("title", sa.Text),
    Column("channel", sa.Text),
    Column("purpose", sa.Text),
    Column("note", sa.Text, nullable=False),
    Column("reapply_on", sa.Date),
    Column("posting_url", sa.Text, nullable=False, server_default=""),
    _name("company"),
    _name("title"),
    _one_of("channel", Channel),
    _one_of("purpose", Purpose),
    _text("note"),
    _day("reapply_on"),
    CheckConstraint("length(posting_url) <= 2000", name="posting_url"),
)

stage_event = _log(
    "stage_event",
    *_child_of("process", "process_key", required=True),
    Column("occurred_on", sa.Date, nullable=False),
    Column("stage", sa.Text, nullable=False),
    Column("self_rating", sa.Integer),
    Column("people_met", sa.Text, nullable=False),
    Column("note", sa.Text, nullable=False),
    _day("occurred_on"),
    _one_of("stage", Stage),
    _range("self_rating", 1, 5),
    _text("people_met"),
    _text("note"),
)

pay_observation = _log(
    "pay_observation",
    *_child_of("process", "process_key", required=False),
    Column("observed_on", sa.Date, nullable=False),
    Column("company", sa.Text, nullable=False),
    Column("title", sa.Text),
    Column("kind", sa.Text, nullable=False),
    Column("component", sa.Text, nullable=False),
    Column("low", Money, nullable=False),
    Column("high", Money, nullable=False),
    Column("currency", sa.Text, nullable=False),
    Column("period", sa.Text, nullable=False),
    Column("note", sa.Text, nullable=False),
    _day("observed_on"),
    _name("company"),
    _name("title"),
    _one_of("kind", PayKind),
    _one_of("component", PayComponent),
    _amount("low"),
    _amount("high"),
    CheckConstraint("high >= low", name="ends_in_order"),
    _currency(),
    _one_of("period", PayPeriod),
    _text("note"),
)

disclosure = _log(
    "disclosure",
    *_child_of("process", "process_key", required=True),
    Column("said_on", sa.Date, nullable=False),
    Column("told", sa.Boolean, nullable=False),
    Column("reaction", sa.Text, nullable=False),
    Column("note", sa.Text, nullable=False),
    _day("said_on"),
    _one_of("reaction", Reaction),
    CheckConstraint("told OR reaction = 'unknown'", name="reaction_needs_telling"),
    _text("note"),
)

pay_history = _shelf(
    "pay_history",
    *_child_of("job", "job_id", required=False),
    Column("effective_on", sa.Date, nullable=False),
    Column("component", sa.Text, nullable=False),
    Column("amount_annual", Money, nullable=False),
    Column("currency", sa.Text, nullable=False),
    Column("note", sa.Text, nullable=False),
    _day("effective_on"),
    _one_of("component", PayComponent),
    _amount("amount_annual"),
    _currency(),
    _text("note"),
)

contact = _shelf(
    "contact",
    Column("name", sa.Text, nullable=False),
    Column("company", sa.Text),
    Column("role", sa.Text),
    Column("relation", sa.Text),
    Column("warmth", sa.Text),
    Column("email", sa.Text),
    Column("profile_url", sa.Text, nullable=False),
    Column("connected_on", sa.Date),
    Column("next_touch_on", sa.Date),
    Column("can_refer", sa.Boolean),
    Column("has_referred", sa.Boolean, nullable=False),
    Column("note", sa.Text, nullable=False),
    *map(_name, ("name", "company", "role", "relation", "email")),
    _one_of("warmth", Warmth),
    CheckConstraint("length(profile_url) <= 2000", name="profile_url"),
    _day("connected_on"),
    _day("next_touch_on"),
    _text("note"),
)

contact_touch = _log(
    "contact_touch",
    *_child_of("contact", "contact_id", required=True),
    Column("touched_on", sa.Date, nullable=False),
    Column("how", sa.Text),
    Column("note", sa.Text, nullable=False),
    _day("touched_on"),
    _name("how"),
    _text("note"),
)

follow_up = _shelf(
    "follow_up",
    *_child_of("process", "process_key", required=False),
    *_child_of("contact", "contact_id", required=False),
    Column("due_on", sa.Date, nullable=False),
    Column("what", sa.Text, nullable=False),
    Column("kind", sa.Text, nullable=False),
    Column("done_on", sa.Date),
    _day("due_on"),
    _name("what"),
    _one_of("kind", FollowUpKind),
    _day("done_on"),
)

goal = _shelf(
    "goal",
    Column("kind", sa.Text, nullable=False),
    Column("text", sa.Text, nullable=False),
    Column("purpose", sa.Text),
    Column("times", sa.Integer),
    Column("per", sa.Text),
    Column("low", Money),
    Column("high", Money),
    Column("currency", sa.Text),
    _one_of("kind", GoalKind),
    _name("text"),
    _one_of("purpose", Purpose),
    _range("times", 1, 1000),
    _one_of("per", GoalPeriod),
    _amount("low"),
    _amount("high"),
    CheckConstraint("high >= low", name="ends_in_order"),
    _currency(),
    CheckConstraint(
        "(kind = 'standing') = (times IS NOT NULL AND per IS NOT NULL)"
        " AND (kind = 'standing' OR times IS NULL AND per IS NULL AND purpose IS NULL)",
        name="standing",
    ),
    CheckConstraint(
        "(kind = 'range') = (low IS NOT NULL AND high IS NOT NULL AND currency IS NOT NULL)"
        " AND (kind = 'range' OR low IS NULL AND high IS NULL AND currency IS NULL)",
        name="range",
    ),
)

dream_company = _shelf(
    "dream_company",
    Column("company", sa.Text, nullable=False),
    Column("why", sa.Text, nullable=False),
    Column("since", sa.Date, nullable=False),
    _name("company"),
    _text("why"),
    _day("since"),
)
