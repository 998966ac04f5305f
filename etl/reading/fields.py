"""Reads columns of text into types, and names the line, the field and what was expected.

A value that cannot be read spoils its row when the row is worthless without it; otherwise the value
alone is left out. Either way it is remembered, so that nothing goes missing in silence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

import pandas as pd

from etl.source import Intake

MISSING_WORDS = frozenset(
    {"", "-", "--", "#n/a", "n/a", "na", "nan", "nat", "no-data", "none", "null", "unknown"}
)
"""What lists write for a value they do not have, in lower case."""

_SHOWN_CHARS = 60
_FLAGS = {
    **dict.fromkeys(("1", "true", "y", "yes"), True),
    **dict.fromkeys(("0", "false", "n", "no"), False),
}
_TIME = r"(?:[T ][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
_ISO_DAY = rf"^([0-9]{{4}})[-/]([0-9]{{1,2}})[-/]([0-9]{{1,2}}){_TIME}$"
_US_DAY = rf"^([0-9]{{1,2}})[-/]([0-9]{{1,2}})[-/]([0-9]{{4}}){_TIME}$"
_COUNT = r"^[0-9]+(?:\.0+)?$"
_INTEGER = r"^-?[0-9]+$"
_AMOUNT = r"^[0-9]*\.?[0-9]+$"
_THOUSANDS = r"^-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?$"
# Control and formatting characters that hide text or turn its direction; joiners stay, scripts and
# emoji need them.
_INVISIBLE = {
    **dict.fromkeys(range(32), " "),
    **dict.fromkeys(range(0x7F, 0xA0), " "),
    **dict.fromkeys([0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F)]),
    **dict.fromkeys(range(0x2066, 0x206A)),
}


def clean_text(value: str) -> str:
    """Return the text without invisible characters, spaces trimmed and collapsed."""
    return " ".join(value.translate(_INVISIBLE).split())


class FieldReader:
    """Reads the columns of one table, whose index is the line in the file.

    A column name of None stands for a column that the file does not have: all values missing.

    Attributes:
        problems: Line → the first reason why its row is spoilt.
        left_out: Column → lines and values that were left out of rows that are kept.
    """

    def __init__(self, rows: pd.DataFrame, missing: Collection[str] = MISSING_WORDS) -> None:
        """Read ``rows``; words in ``missing`` (lower case) mean that there is no value."""
        self.problems: dict[int, str] = {}
        self.left_out: dict[str, list[tuple[int, str]]] = {}
        self._rows = rows
        self._missing = list(missing)

    def text(self, column: str | None, *, max_chars: int, required: bool = False) -> pd.Series:
        """Return cleaned text; longer than ``max_chars`` spoils the row."""
        values = self._values(column)
        if column is None:
            return values
        values = values.map(clean_text, na_action="ignore").astype("str")
        values = values.mask(values == "")
        if required:
            self._spoil_where(values.isna(), f"{column}: is blank")
        is_long = values.str.len() > max_chars
        for line, value in _by_line(values[is_long]):
            length = f"{len(value):,} characters"
            self.spoil(line, f"{column}: {length}, expected {max_chars} at most")
        return values.mask(is_long)

    def day(
        self, column: str | None, *, earliest: date, latest: date, required: bool = False
    ) -> pd.Series:
        """Return days, of ``YYYY-MM-DD`` (a time of day may follow) or month-first ``M/D/YYYY``.

        Nothing is inferred: four digits first mean ISO, else the month comes first, be it with
        slashes or dashes. When not ``required``, a day that cannot be read is left out.
        """
        values = self._values(column)
        days = _read_days(values)
        expected = f"expected YYYY-MM-DD or M/D/YYYY from {earliest} to {latest}"
        is_bad = values.notna() & ~days.between(pd.Timestamp(earliest), pd.Timestamp(latest))
        if required:
            self._spoil_where(values.isna(), f"{column}: has no date, {expected}")
        self._refuse(values, is_bad, f"is no date, {expected}", column, spoil=required)
        return days.mask(is_bad)

    def count(self, column: str | None, *, maximum: int, spoil: bool = True) -> pd.Series:
        """Return whole numbers from 1 to ``maximum``; a zero says that the count is not known."""
        values = self._values(column)
        plain = _without_thousands(values)
        numbers = pd.to_numeric(plain.where(plain.str.match(_COUNT)), errors="coerce")
        is_bad = values.notna() & ~numbers.between(0, maximum)
        expected = f"is no number of people, expected 1 to {maximum:,}"
        self._refuse(values, is_bad, expected, column, spoil=spoil)
        return numbers.mask(is_bad | (numbers == 0)).astype("Int64")

    def integer(self, column: str | None, *, minimum: int, maximum: int) -> pd.Series:
        """Return whole numbers with or without a sign; others are left out."""
        values = self._values(column)
        plain = _without_thousands(values.str.removeprefix("+"))
        numbers = pd.to_numeric(plain.where(plain.str.match(_INTEGER)), errors="coerce")
        is_bad = values.notna() & ~numbers.between(minimum, maximum)
        self._refuse(values, is_bad, "", column, spoil=False)
        return numbers.mask(is_bad).astype("Int64")

    def share(self, column: str | None) -> pd.Series:
        """Return shares above 0 and up to 1, of fractions or percentages with their sign.

        Zero, a share rounded away, is not known.
        """
        values = self._values(column)
        is_percent = values.str.endswith("%").fillna(value=False).astype(bool)
        digits = values.str.removesuffix("%").str.strip()
        numbers = pd.to_numeric(digits.where(digits.str.match(_AMOUNT)), errors="coerce")
        shares = numbers.astype("float64").where(~is_percent, numbers / 100)
        is_bad = values.notna() & ~shares.between(0, 1)
        self._refuse(values, is_bad, "is no share, expected 0 to 1 or 0% to 100%", column)
        return shares.mask(is_bad | (shares == 0))

    def amount(self, column: str | None, *, maximum: float, required: bool = False) -> pd.Series:
        """Return amounts of 0 to ``maximum``, with or without "$".

        Others are left out, or spoil their row when the amount is ``required``.
        """
        values = self._values(column)
        plain = _without_thousands(values.str.removeprefix("$").str.strip())
        numbers = pd.to_numeric(plain.where(plain.str.match(_AMOUNT)), errors="coerce")
        amounts = numbers.astype("float64")
        is_bad = values.notna() & ~amounts.between(0, maximum)
        expected = f"expected an amount of 0 to {maximum:,.0f}"
        if required:
            self._spoil_where(values.isna(), f"{column}: is blank, {expected}")
        self._refuse(values, is_bad, expected, column, spoil=required)
        return amounts.mask(is_bad)

    def code(
        self, column: str | None, pattern: str, expected: str, *, required: bool = False
    ) -> pd.Series:
        """Return codes as text, leading zeros and all; what does not match is left out.

        A code that is ``required`` spoils its row when it is missing or does not match.
        """
        values = self._values(column)
        is_bad = values.notna() & ~values.str.fullmatch(pattern)
        if required:
            self._spoil_where(values.isna(), f"{column}: is blank, expected {expected}")
        self._refuse(values, is_bad, f"is not {expected}", column, spoil=required)
        return values.mask(is_bad)

    def flag(self, column: str | None) -> pd.Series:
        """Return ``1``/``0``, ``True``/``False`` or ``Y``/``N``; others are left out."""
        values = self._values(column)
        flags = values.str.lower().map(_FLAGS).astype("boolean")
        self._refuse(values, values.notna() & flags.isna(), "", column, spoil=False)
        return flags

    def spoil(self, line: int, reason: str) -> None:
        """Note that a row cannot be used; the first reason stays."""
        self.problems.setdefault(line, reason)

    def is_readable(self) -> pd.Series:
        """Return which rows are not spoilt."""
        return pd.Series(~self._rows.index.isin(list(self.problems)), index=self._rows.index)

    def report(self, name: str, intake: Intake) -> None:
        """Reject the spoilt rows, naming the file."""
        for line, reason in sorted(self.problems.items()):
            intake.reject(line, f"{name}: {reason}")

    def _values(self, column: str | None) -> pd.Series:
        if column is None:
            return pd.Series(None, index=self._rows.index, dtype="str")
        values = self._rows[column]
        return values.mask(values.str.lower().isin(self._missing))

    def _refuse(
        self,
        values: pd.Series,
        is_bad: pd.Series,
        expected: str,
        column: str | None,
        *,
        spoil: bool = True,
    ) -> None:
        for line, value in _by_line(values[is_bad]):
            if spoil:
                self.spoil(line, f"{column}: {shown(value)} {expected}")
            else:
                self.left_out.setdefault(str(column), []).append((line, value))

    def _spoil_where(self, is_bad: pd.Series, reason: str) -> None:
        for line in is_bad.index[is_bad].tolist():
            self.spoil(line, reason)


def shown(value: str) -> str:
    """Return the value quoted for a message, control characters escaped, cut when long."""
    return repr(value if len(value) <= _SHOWN_CHARS else f"{value[:_SHOWN_CHARS]}…")


def _read_days(values: pd.Series) -> pd.Series:
    """Return the days of texts, reading each distinct text once: files repeat them a lot."""
    codes, distinct = pd.factorize(values)
    texts = pd.Series(distinct, dtype="str")
    iso = texts.str.extract(_ISO_DAY)
    us = texts.str.extract(_US_DAY).set_axis([1, 2, 0], axis=1)
    parts = iso.fillna(us)
    days = pd.to_datetime(
        parts[0] + "-" + parts[1] + "-" + parts[2], format="%Y-%m-%d", errors="coerce"
    ).astype("datetime64[us]")
    return pd.Series(days.array.take(codes, allow_fill=True), index=values.index)


def _by_line(values: pd.Series) -> Iterator[tuple[int, str]]:
    return zip(values.index.tolist(), values.tolist(), strict=True)


def _without_thousands(values: pd.Series) -> pd.Series:
    return values.where(~values.str.match(_THOUSANDS), values.str.replace(",", "", regex=False))
