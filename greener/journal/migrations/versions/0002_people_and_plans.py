"""Pay in one's jobs, people, follow-ups, goals and dream companies; re-apply dates."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

PURPOSES = "'learn_worth', 'practise', 'meet_people', 'remote', 'new_field', 'leave'"


def upgrade() -> None:
    with op.batch_alter_table("process") as process:
        process.add_column(sa.Column("reapply_on", sa.Date))
        process.add_column(sa.Column("posting_url", sa.Text, nullable=False, server_default=""))
        process.create_check_constraint(
            "reapply_on", "reapply_on BETWEEN '1950-01-01' AND '2199-12-31'"
        )
        process.create_check_constraint("posting_url", "length(posting_url) <= 2000")
    create_pay_history()
    create_contact()
    create_contact_touch()
    create_follow_up()
    create_goal()
    create_dream_company()


def create_pay_history() -> None:
    op.create_table(
        "pay_history",
        *shelf(),
        *child_of("job", "job_id"),
        sa.Column("effective_on", sa.Date, nullable=False),
        text("component"),
        sa.Column("amount_annual", sa.BigInteger, nullable=False),
        text("currency"),
        text("note"),
        day("effective_on"),
        check("component", "component IN ('base', 'bonus', 'equity')"),
        amount("amount_annual"),
        currency(),
        long_text("note"),
    )
    index_by("pay_history", "job_id")


def create_contact() -> None:
    op.create_table(
        "contact",
        *shelf(),
        text("name"),
        text("company", nullable=True),
        text("role", nullable=True),
        text("relation", nullable=True),
        text("warmth", nullable=True),
        text("email", nullable=True),
        text("profile_url"),
        sa.Column("connected_on", sa.Date),
        sa.Column("next_touch_on", sa.Date),
        sa.Column("can_refer", sa.Boolean),
        sa.Column("has_referred", sa.Boolean, nullable=False),
        text("note"),
        name("name"),
        name("company"),
        name("role"),
        name("relation"),
        name("email"),
        check("warmth", "warmth IN ('cold', 'warm', 'close')"),
        check("profile_url", "length(profile_url) <= 2000"),
        day("connected_on"),
        day("next_touch_on"),
        long_text("note"),
    )


def create_contact_touch() -> None:
    op.create_table(
        "contact_touch",
        *owned(),
        sa.Column("entry_id", sa.String(36), nullable=False),
        sa.Column("supersedes_id", sa.String(36)),
        sa.Column("retracted", sa.Boolean, nullable=False),
        sa.Column("recorded_at", sa.DateTime, nullable=False),
        sa.UniqueConstraint("owner_id", "supersedes_id"),
        sa.ForeignKeyConstraint(
            ["owner_id", "supersedes_id"],
            ["contact_touch.owner_id", "contact_touch.id"],
            ondelete="CASCADE",
        ),
        check("entry", "(supersedes_id IS NULL) = (entry_id = id)"),
        check("retracted", "NOT retracted OR supersedes_id IS NOT NULL"),
        *child_of("contact", "contact_id", required=True),
        sa.Column("touched_on", sa.Date, nullable=False),
        text("how", nullable=True),
        text("note"),
        day("touched_on"),
        name("how"),
        long_text("note"),
    )
    index_by("contact_touch", "contact_id")


def create_follow_up() -> None:
    op.create_table(
        "follow_up",
        *shelf(),
        *child_of("process", "process_key"),
        *child_of("contact", "contact_id"),
        sa.Column("due_on", sa.Date, nullable=False),
        text("what"),
        text("kind"),
        sa.Column("done_on", sa.Date),
        day("due_on"),
        name("what"),
        check("kind", "kind IN ('follow_up', 'promise')"),
        day("done_on"),
    )
    index_by("follow_up", "process_key")
    index_by("follow_up", "contact_id")


def create_goal() -> None:
    op.create_table(
        "goal",
        *shelf(),
        text("kind"),
        text("text"),
        text("purpose", nullable=True),
        sa.Column("times", sa.Integer),
        text("per", nullable=True),
        sa.Column("low", sa.BigInteger),
        sa.Column("high", sa.BigInteger),
        text("currency", nullable=True),
        check("kind", "kind IN ('standing', 'must_have', 'range')"),
        name("text"),
        check("purpose", f"purpose IN ({PURPOSES})"),
        check("times", "times BETWEEN 1 AND 1000"),
        check("per", "per IN ('month', 'quarter', 'year')"),
        amount("low"),
        amount("high"),
        check("ends_in_order", "high >= low"),
        currency(),
        check(
            "standing",
            "(kind = 'standing') = (times IS NOT NULL AND per IS NOT NULL)"
            " AND (kind = 'standing' OR times IS NULL AND per IS NULL AND purpose IS NULL)",
        ),
        check(
            "range",
            "(kind = 'range') = (low IS NOT NULL AND high IS NOT NULL AND currency IS NOT NULL)"
            " AND (kind = 'range' OR low IS NULL AND high IS NULL AND currency IS NULL)",
        ),
    )


def create_dream_company() -> None:
    op.create_table(
        "dream_company",
        *shelf(),
        text("company"),
        text("why"),
        sa.Column("since", sa.Date, nullable=False),
        name("company"),
        long_text("why"),
        day("since"),
    )


def index_by(table: str, column: str) -> None:
    op.create_index(f"ix_{table}_owner_id_{column}", table, ["owner_id", column])


def owned() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("owner_id", sa.String(200)),
        sa.Column("id", sa.String(36)),
        sa.PrimaryKeyConstraint("owner_id", "id"),
        sa.ForeignKeyConstraint(["owner_id"], ["owner.id"], ondelete="CASCADE"),
    ]


def shelf() -> list[sa.schema.SchemaItem]:
    return [
        *owned(),
        sa.Column("version", sa.Integer, nullable=False),
        check("version", "version BETWEEN 1 AND 2147483647"),
    ]


def child_of(parent: str, column: str, *, required: bool = False) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column(column, sa.String(36), nullable=not required),
        sa.ForeignKeyConstraint(
            ["owner_id", column], [f"{parent}.owner_id", f"{parent}.id"], ondelete="CASCADE"
        ),
    ]


def text(column: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(column, sa.Text, nullable=nullable)


def check(rule: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=rule)


def name(column: str) -> sa.CheckConstraint:
    return check(column, f"length({column}) BETWEEN 1 AND 200")


def long_text(column: str) -> sa.CheckConstraint:
    return check(column, f"length({column}) <= 20000")


def day(column: str) -> sa.CheckConstraint:
    return check(column, f"{column} BETWEEN '1950-01-01' AND '2199-12-31'")


def amount(column: str) -> sa.CheckConstraint:
    return check(column, f"{column} BETWEEN 1 AND 10000000000000")


def currency() -> sa.CheckConstraint:
    return check("currency", "length(currency) = 3 AND currency = upper(currency)")
