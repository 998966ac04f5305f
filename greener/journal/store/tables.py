"""The journal's tables, the same on SQLite and PostgreSQL, with the rules that the records have.

Every row has an owner; references between rows carry it, so that no row can point at another
owner's. Rows of a log are never changed: a correction is a new row that supersedes the old one.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, Table

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
from greener.journal.store.table_parts import (
    Money,
    amount,
    between,
    child_of,
    currency,
    day,
    log,
    long_text,
    metadata,
    name,
    one_of,
    shelf,
)

owner = Table(
    "owner",
    metadata,
    Column("id", sa.String(200), primary_key=True),
    Column("created_at", sa.DateTime, nullable=False),
    CheckConstraint("length(id) BETWEEN 1 AND 200", name="id"),
)

job = shelf(
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
    name("employer"),
    name("title"),
    CheckConstraint("length(occupation) = 7", name="occupation"),
    between("employer_size", 1, 10_000_000),
    CheckConstraint("length(country) = 2", name="country"),
    day("started"),
    day("ended"),
    CheckConstraint("ended >= started", name="ends_after_start"),
    between("experience_years", 0, 70),
    one_of("work_mode", WorkMode),
    amount("pay_annual"),
    currency(),
    between("savings_months", 0, 1200),
)
sa.Index(
    "ix_job_one_present",
    job.c.owner_id,
    unique=True,
    sqlite_where=job.c.ended.is_(None),
    postgresql_where=job.c.ended.is_(None),
)

process = shelf(
    "process",
    Column("company", sa.Text, nullable=False),
    Column("title", sa.Text),
    Column("channel", sa.Text),
    Column("purpose", sa.Text),
    Column("note", sa.Text, nullable=False),
    Column("reapply_on", sa.Date),
    Column("posting_url", sa.Text, nullable=False, server_default=""),
    name("company"),
    name("title"),
    one_of("channel", Channel),
    one_of("purpose", Purpose),
    long_text("note"),
    day("reapply_on"),
    CheckConstraint("length(posting_url) <= 2000", name="posting_url"),
)

stage_event = log(
    "stage_event",
    *child_of("process", "process_key", required=True),
    Column("occurred_on", sa.Date, nullable=False),
    Column("stage", sa.Text, nullable=False),
    Column("self_rating", sa.Integer),
    Column("people_met", sa.Text, nullable=False),
    Column("note", sa.Text, nullable=False),
    day("occurred_on"),
    one_of("stage", Stage),
    between("self_rating", 1, 5),
    long_text("people_met"),
    long_text("note"),
)

pay_observation = log(
    "pay_observation",
    *child_of("process", "process_key", required=False),
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
    day("observed_on"),
    name("company"),
    name("title"),
    one_of("kind", PayKind),
    one_of("component", PayComponent),
    amount("low"),
    amount("high"),
    CheckConstraint("high >= low", name="ends_in_order"),
    currency(),
    one_of("period", PayPeriod),
    long_text("note"),
)

disclosure = log(
    "disclosure",
    *child_of("process", "process_key", required=True),
    Column("said_on", sa.Date, nullable=False),
    Column("told", sa.Boolean, nullable=False),
    Column("reaction", sa.Text, nullable=False),
    Column("note", sa.Text, nullable=False),
    day("said_on"),
    one_of("reaction", Reaction),
    CheckConstraint("told OR reaction = 'unknown'", name="reaction_needs_telling"),
    long_text("note"),
)

pay_history = shelf(
    "pay_history",
    *child_of("job", "job_id", required=False),
    Column("effective_on", sa.Date, nullable=False),
    Column("component", sa.Text, nullable=False),
    Column("amount_annual", Money, nullable=False),
    Column("currency", sa.Text, nullable=False),
    Column("note", sa.Text, nullable=False),
    day("effective_on"),
    one_of("component", PayComponent),
    amount("amount_annual"),
    currency(),
    long_text("note"),
)

contact = shelf(
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
    *map(name, ("name", "company", "role", "relation", "email")),
    one_of("warmth", Warmth),
    CheckConstraint("length(profile_url) <= 2000", name="profile_url"),
    day("connected_on"),
    day("next_touch_on"),
    long_text("note"),
)

contact_touch = log(
    "contact_touch",
    *child_of("contact", "contact_id", required=True),
    Column("touched_on", sa.Date, nullable=False),
    Column("how", sa.Text),
    Column("note", sa.Text, nullable=False),
    day("touched_on"),
    name("how"),
    long_text("note"),
)

follow_up = shelf(
    "follow_up",
    *child_of("process", "process_key", required=False),
    *child_of("contact", "contact_id", required=False),
    Column("due_on", sa.Date, nullable=False),
    Column("what", sa.Text, nullable=False),
    Column("kind", sa.Text, nullable=False),
    Column("done_on", sa.Date),
    day("due_on"),
    name("what"),
    one_of("kind", FollowUpKind),
    day("done_on"),
)

goal = shelf(
    "goal",
    Column("kind", sa.Text, nullable=False),
    Column("text", sa.Text, nullable=False),
    Column("purpose", sa.Text),
    Column("times", sa.Integer),
    Column("per", sa.Text),
    Column("low", Money),
    Column("high", Money),
    Column("currency", sa.Text),
    one_of("kind", GoalKind),
    name("text"),
    one_of("purpose", Purpose),
    between("times", 1, 1000),
    one_of("per", GoalPeriod),
    amount("low"),
    amount("high"),
    CheckConstraint("high >= low", name="ends_in_order"),
    currency(),
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

dream_company = shelf(
    "dream_company",
    Column("company", sa.Text, nullable=False),
    Column("why", sa.Text, nullable=False),
    Column("since", sa.Date, nullable=False),
    name("company"),
    long_text("why"),
    day("since"),
)

look = shelf(
    "look",
    Column("looked_on", sa.Date, nullable=False),
    Column("generation", sa.Text, nullable=False),
    Column("loss_probability", sa.Double),
    Column("worth_annual", sa.Double),
    Column("currency", sa.Text, nullable=False),
    Column("figures", sa.Integer, nullable=False),
    day("looked_on"),
    name("generation"),
    between("loss_probability", 0, 1),
    currency(),
    between("figures", 0, 1_000_000),
)
