"""What the answers said on the days they were looked at."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "look",
        sa.Column("owner_id", sa.String(200)),
        sa.Column("id", sa.String(36)),
        sa.PrimaryKeyConstraint("owner_id", "id"),
        sa.ForeignKeyConstraint(["owner_id"], ["owner.id"], ondelete="CASCADE"),
        sa.Column("version", sa.Integer, nullable=False),
        sa.CheckConstraint("version BETWEEN 1 AND 2147483647", name="version"),
        sa.Column("looked_on", sa.Date, nullable=False),
        sa.Column("generation", sa.Text, nullable=False),
        sa.Column("loss_probability", sa.Double),
        sa.Column("worth_annual", sa.Double),
        sa.Column("currency", sa.Text, nullable=False),
        sa.Column("figures", sa.Integer, nullable=False),
        sa.CheckConstraint("looked_on BETWEEN '1950-01-01' AND '2199-12-31'", name="looked_on"),
        sa.CheckConstraint("length(generation) BETWEEN 1 AND 200", name="generation"),
        sa.CheckConstraint("loss_probability BETWEEN 0 AND 1", name="loss_probability"),
        sa.CheckConstraint("length(currency) = 3 AND currency = upper(currency)", name="currency"),
        sa.CheckConstraint("figures BETWEEN 0 AND 1000000", name="figures"),
    )
