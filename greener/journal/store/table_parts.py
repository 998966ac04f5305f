"""What the journal's tables are made of: money, rules that columns keep, and two kinds of table."""

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


def one_of(column: str, choices: type[StrEnum]) -> CheckConstraint:
    """Return the rule that the column holds a value of the enumeration."""
    allowed = ", ".join(f"'{choice}'" for choice in choices)
    return CheckConstraint(f"{column} IN ({allowed})", name=column)


def name(column: str) -> CheckConstraint:
    """Return the rule that the column holds a name: short, not empty."""
    return CheckConstraint(f"length({column}) BETWEEN 1 AND {NAME_LENGTH}", name=column)


def long_text(column: str) -> CheckConstraint:
    """Return the rule that the column holds text of bearable length."""
    return CheckConstraint(f"length({column}) <= {TEXT_LENGTH}", name=column)


def day(column: str) -> CheckConstraint:
    """Return the rule that the column holds a day that a person can mean."""
    return CheckConstraint(f"{column} BETWEEN '{EARLIEST_DATE}' AND '{LATEST_DATE}'", name=column)


def between(column: str, low: float, high: float) -> CheckConstraint:
    """Return the rule that the column lies between two numbers."""
    return CheckConstraint(f"{column} BETWEEN {low} AND {high}", name=column)


def amount(column: str) -> CheckConstraint:
    """Return the rule that the column holds money, above zero and below the absurd."""
    return between(column, 1, int(MAX_ANNUAL_PAY * TEN_THOUSANDTHS))


def currency(column: str = "currency") -> CheckConstraint:
    """Return the rule that the column holds a currency code."""
    return CheckConstraint(f"length({column}) = 3 AND {column} = upper({column})", name=column)


def _owned(table: str, *parts: sa.schema.SchemaItem) -> Table:
    return Table(
        table,
        metadata,
        Column("owner_id", sa.String(200), sa.ForeignKey("owner.id", ondelete="CASCADE")),
        Column("id", sa.String(ID_LENGTH)),
        sa.PrimaryKeyConstraint("owner_id", "id"),
        *parts,
    )


def shelf(table: str, *parts: sa.schema.SchemaItem) -> Table:
    """Return a table of records that are edited in place, each edit counted."""
    version = Column("version", sa.Integer, nullable=False)
    return _owned(table, version, between("version", 1, 2**31 - 1), *parts)


def log(table: str, *parts: sa.schema.SchemaItem) -> Table:
    """Return a table of records that are only ever added to."""
    return _owned(
        table,
        Column("entry_id", sa.String(ID_LENGTH), nullable=False),
        Column("supersedes_id", sa.String(ID_LENGTH)),
        Column("retracted", sa.Boolean, nullable=False),
        Column("recorded_at", sa.DateTime, nullable=False),
        UniqueConstraint("owner_id", "supersedes_id"),
        ForeignKeyConstraint(
            ["owner_id", "supersedes_id"], [f"{table}.owner_id", f"{table}.id"], ondelete="CASCADE"
        ),
        CheckConstraint("(supersedes_id IS NULL) = (entry_id = id)", name="entry"),
        CheckConstraint("NOT retracted OR supersedes_id IS NOT NULL", name="retracted"),
        *parts,
    )


def child_of(parent: str, column: str, *, required: bool) -> tuple[sa.schema.SchemaItem, ...]:
    """Return the column and rules of a row that belongs to a row of another table."""
    return (
        Column(column, sa.String(ID_LENGTH), nullable=not required),
        ForeignKeyConstraint(
            ["owner_id", column], [f"{parent}.owner_id", f"{parent}.id"], ondelete="CASCADE"
        ),
        sa.Index(None, "owner_id", column),
    )
