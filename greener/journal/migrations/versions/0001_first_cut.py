"""The job, the processes, and the three logs: stages, pay observations, disclosures."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

STAGES = (
    "'found', 'applied', 'recruiter_screen', 'hiring_manager', 'technical', 'take_home', 'panel',"
    " 'final', 'offer', 'accepted', 'declined', 'rejected', 'withdrawn', 'ghosted', 'cooled_off'"
)
PURPOSES = "'learn_worth', 'practise', 'meet_people', 'remote', 'new_field', 'leave'"


def upgrade() -> None:
    op.create_table(
        "owner",
        sa.Column("id", sa.String(200), primary_key=True),
        sa.Column("created_at", sa.DateTime, nullable=False),
        check("id", "length(id) BETWEEN 1 AND 200"),
    )
    create_job()
    create_process()
    create_stage_event()
    create_pay_observation()
    create_disclosure()


def create_job() -> None:
    op.create_table(
        "job",
        *shelf(),
        text("employer"),
        text("title"),
        text("occupation", nullable=True),
        text("industry", nullable=True),
        sa.Column("employer_size", sa.Integer),
        text("employer_stage", nullable=True),
        text("country"),
        text("region", nullable=True),
        text("metro", nullable=True),
        sa.Column("started", sa.Date),
        sa.Column("ended", sa.Date),
        sa.Column("experience_years", sa.Double),
        text("work_mode", nullable=True),
        sa.Column("pay_annual", sa.BigInteger),
        text("currency"),
        sa.Column("savings_months", sa.Double),
        name("employer"),
        name("title"),
        check("occupation", "length(occupation) = 7"),
        check("employer_size", "employer_size BETWEEN 1 AND 10000000"),
        check("country", "length(country) = 2"),
        day("started"),
        day("ended"),
        check("ends_after_start", "ended >= started"),
        check("experience_years", "experience_years BETWEEN 0 AND 70"),
        check("work_mode", "work_mode IN ('onsite', 'hybrid', 'remote')"),
        amount("pay_annual"),
        currency(),
        check("savings_months", "savings_months BETWEEN 0 AND 1200"),
    )
    op.create_index(
        "ix_job_one_present",
        "job",
        ["owner_id"],
        unique=True,
        sqlite_where=sa.text("ended IS NULL"),
        postgresql_where=sa.text("ended IS NULL"),
    )


def create_process() -> None:
    op.create_table(
        "process",
        *shelf(),
        text("company"),
        text("title", nullable=True),
        text("channel", nullable=True),
        text("purpose", nullable=True),
        text("note"),
        name("company"),
        name("title"),
        check("channel", "channel IN ('referral', 'inbound', 'cold', 'agency', 'other')"),
        check("purpose", f"purpose IN ({PURPOSES})"),
        long_text("note"),
    )


def create_stage_event() -> None:
    op.create_table(
        "stage_event",
        *log("stage_event", process_required=True),
        sa.Column("occurred_on", sa.Date, nullable=False),
        text("stage"),
        sa.Column("self_rating", sa.Integer),
        text("people_met"),
        text("note"),
        day("occurred_on"),
        check("stage", f"stage IN ({STAGES})"),
        check("self_rating", "self_rating BETWEEN 1 AND 5"),
        long_text("people_met"),
        long_text("note"),
    )
    index_by_process("stage_event")


def create_pay_observation() -> None:
    op.create_table(
        "pay_observation",
        *log("pay_observation", process_required=False),
        sa.Column("observed_on", sa.Date, nullable=False),
        text("company"),
        text("title", nullable=True),
        text("kind"),
        text("component"),
        sa.Column("low", sa.BigInteger, nullable=False),
        sa.Column("high", sa.BigInteger, nullable=False),
        text("currency"),
        text("period"),
        text("note"),
        day("observed_on"),
        name("company"),
        name("title"),
        check("kind", "kind IN ('asked', 'posted', 'quote', 'verbal', 'written')"),
        check("component", "component IN ('base', 'bonus', 'equity')"),
        amount("low"),
        amount("high"),
        check("ends_in_order", "high >= low"),
        currency(),
        check("period", "period IN ('hour', 'day', 'week', 'month', 'year')"),
        long_text("note"),
    )
    index_by_process("pay_observation")


def create_disclosure() -> None:
    op.create_table(
        "disclosure",
        *log("disclosure", process_required=True),
        sa.Column("said_on", sa.Date, nullable=False),
        sa.Column("told", sa.Boolean, nullable=False),
        text("reaction"),
        text("note"),
        day("said_on"),
        check("reaction", "reaction IN ('fine', 'withdrew', 'unknown')"),
        check("reaction_needs_telling", "told OR reaction = 'unknown'"),
        long_text("note"),
    )
    index_by_process("disclosure")


def index_by_process(table: str) -> None:
    op.create_index(f"ix_{table}_owner_id_process_key", table, ["owner_id", "process_key"])


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


def log(table: str, *, process_required: bool) -> list[sa.schema.SchemaItem]:
    return [
        *owned(),
        sa.Column("entry_id", sa.String(36), nullable=False),
        sa.Column("supersedes_id", sa.String(36)),
        sa.Column("retracted", sa.Boolean, nullable=False),
        sa.Column("recorded_at", sa.DateTime, nullable=False),
        sa.UniqueConstraint("owner_id", "supersedes_id"),
        sa.ForeignKeyConstraint(
            ["owner_id", "supersedes_id"], [f"{table}.owner_id", f"{table}.id"], ondelete="CASCADE"
        ),
        check("entry", "(supersedes_id IS NULL) = (entry_id = id)"),
        check("retracted", "NOT retracted OR supersedes_id IS NOT NULL"),
        sa.Column("process_key", sa.String(36), nullable=not process_required),
        sa.ForeignKeyConstraint(
            ["owner_id", "process_key"], ["process.owner_id", "process.id"], ondelete="CASCADE"
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
