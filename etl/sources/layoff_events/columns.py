"""Which column of a layoff list means what: five sets of names are in circulation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from etl.source import Intake, SourceError

# Field → the names it goes by, in lower case; the first that a file has is read.
NAMES: Mapping[str, tuple[str, ...]] = {
    "company": ("company",),
    "date": ("date",),
    "count": ("total_laid_off", "laid_off_count", "num_laid_off", "layoff"),
    "share": ("percentage_laid_off", "percentage"),
    "industry": ("industry",),
    "stage": ("stage",),
    "country": ("country",),
    "location": ("location", "location_hq", "headquarter"),
    "funds": ("funds_raised", "funds_raised_millions"),
    "url": ("source",),
    "added": ("date_added",),
}
REQUIRED = ("company", "date")
NOT_LOADED = frozenset({"list_of_employees_laid_off"})
"""Known and left out: links to lists of named people."""


@dataclass(frozen=True)
class Layout:
    """A file's column for each field, as spelt in the file; None where it has none."""

    column: Mapping[str, str | None]
    unknown: tuple[str, ...]

    def warn_unknown(self, name: str, intake: Intake) -> None:
        """Warn of columns that mean nothing here: upstream may have changed."""
        if self.unknown:
            intake.warn(f"{name} has columns that are not loaded: {', '.join(self.unknown)}")


def recognise(columns: Sequence[str], name: str) -> Layout:
    """Find every field among a file's columns, whatever their case.

    Raises:
        SourceError: When company or date is missing, or two columns differ by case alone.
    """
    spelt: dict[str, str] = {}
    for column in columns:
        if column.lower() in spelt:
            raise SourceError(f"{name} names a column twice: {spelt[column.lower()]}, {column}")
        spelt[column.lower()] = column
    found = {
        field: next((spelt[known] for known in known_names if known in spelt), None)
        for field, known_names in NAMES.items()
    }
    missing = [field for field in REQUIRED if found[field] is None]
    if missing:
        raise SourceError(
            f"{name} is no layoff list: it lacks the column{'s' * (len(missing) > 1)} "
            f"{' and '.join(missing)}; found {', '.join(columns)}"
        )
    unknown = [
        column
        for column in columns
        if column not in found.values() and column.lower() not in NOT_LOADED
    ]
    return Layout(found, tuple(unknown))
