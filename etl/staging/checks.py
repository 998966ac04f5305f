"""Rules that a load, and the whole database, must hold; each a query that returns the offenders."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import duckdb
import pandas as pd

from etl.publishing.bookkeeping import LastLoad
from etl.schema import quoted, tables
from etl.source import Check, LoadReport, Source

SMALLEST_SHARE_OF_LAST = 0.75
"""A release with fewer records than this share of the last one is taken for a broken file."""
LARGEST_SHARE_OF_LAST = 3.0
REJECTED_SHARE_FAILED = 0.2
REJECTED_ALWAYS_TOLERATED = 20
"""Below this count a short file is not refused for a fifth, only for half, of its records."""
REJECTED_SHARE_DEGRADED = 0.02
_EXAMPLE_CHARS = 300


@dataclass(frozen=True)
class Finding:
    """A rule that was broken.

    Attributes:
        severity: ``failed`` or ``degraded``.
        message: What is wrong, with a first example, for a person.
    """

    severity: str
    message: str


def run_checks(query: Callable[[str], pd.DataFrame], checks: Iterable[Check]) -> list[Finding]:
    """Run each query and return the rules that some row breaks; a broken query is a finding.

    Args:
        query: Runs one SELECT, on staged tables or on a published generation.
        checks: The rules.
    """
    findings = []
    for check in checks:
        try:
            offenders = query(
                f"SELECT count(*) OVER () AS offenders, * FROM ({check.query}) LIMIT 1"  # noqa: S608
            )
        except duckdb.Error as error:
            findings.append(Finding("failed", f"the check {check.name} cannot be run: {error}"))
            continue
        for first in offenders.to_dict("records"):
            count = first.pop("offenders")
            message = check.message.replace("{count}", str(count))
            # A message without a count is about one row of totals, not about the first of many.
            shown = f"first: {_in_words(first)}" if message != check.message else _in_words(first)
            findings.append(Finding(check.severity, f"{message} ({shown})"))
    return findings


def source_checks(source: Source, *, absent: Iterable[str] = ()) -> list[Check]:
    """Return the constraints of a source's tables and marts, and its own rules.

    Args:
        source: The source.
        absent: Tables that a sample leaves out; rules that read one of them do not apply.
    """
    names = (*source.tables, *source.marts)
    checks = [check for name in names for check in tables()[name].checks()]
    checks += [
        Check(
            f"{name} names its source",
            f"SELECT * FROM {quoted(name)} WHERE source <> '{source.info.name}'",  # noqa: S608
            f"{{count}} rows of {name} do not name {source.info.name} as their source",
        )
        for name in names
    ]
    left_out = set(absent)
    return checks + [
        check
        for check in source.checks()
        if not (left_out and left_out & duckdb.get_table_names(check.query))
    ]


def judge_account(report: LoadReport) -> list[Finding]:
    """Judge how much of the input could be kept."""
    if report.rows_out == 0:
        return [Finding("failed", f"no record was kept of {report.rows_in} read")]
    read = report.rows_out + report.rejected
    share = report.rejected / read
    what = f"{report.rejected} of {read} records could not be read{_first_rejected(report)}"
    if share > 0.5 or (
        share > REJECTED_SHARE_FAILED and report.rejected > REJECTED_ALWAYS_TOLERATED
    ):
        return [Finding("failed", what)]
    return [Finding("degraded", what)] if share > REJECTED_SHARE_DEGRADED else []


def judge_size(report: LoadReport, last: LastLoad | None, *, accept_smaller: bool) -> list[Finding]:
    """Compare the number of records with the last good load of the same origin."""
    if last is None or last.rows_out == 0:
        return []
    what = f"{report.rows_out} records, the last load had {last.rows_out}"
    if report.rows_out < SMALLEST_SHARE_OF_LAST * last.rows_out:
        if accept_smaller:
            return [Finding("degraded", f"accepted as smaller: {what}")]
        return [Finding("failed", f"{what}; if that is right, repeat with --accept-smaller")]
    if report.rows_out > LARGEST_SHARE_OF_LAST * last.rows_out:
        return [Finding("degraded", what)]
    return []


def judge_dates(
    report: LoadReport, last: LastLoad | None, *, cadence_days: int, today: date
) -> list[Finding]:
    """Judge the newest day the release speaks for."""
    newest = report.newest_date
    if newest is None:
        return []
    # A publisher east of here may be a day ahead.
    if newest > today + timedelta(days=1):
        return [Finding("failed", f"the newest date {newest} lies in the future")]
    findings = []
    if last is not None and last.newest_date is not None and newest < last.newest_date:
        findings.append(
            Finding("degraded", f"the newest date went back from {last.newest_date} to {newest}")
        )
    if report.origin == "live" and (today - newest).days > cadence_days:
        findings.append(
            Finding("degraded", f"the newest date is {newest}; a newer release was expected")
        )
    return findings


def judge(report: LoadReport, findings: Sequence[Finding]) -> None:
    """Turn findings into the verdict and the message of a report."""
    failed = [finding.message for finding in findings if finding.severity == "failed"]
    if failed:
        report.fail("; ".join(failed))
    elif findings:
        report.verdict = "degraded"
        messages = [report.message] if report.message else []
        report.message = "; ".join([*messages, *(finding.message for finding in findings)])


def database_checks(sources: Sequence[Source]) -> list[Check]:
    """Return the rules that hold across sources in a whole generation."""
    checks = [
        Check(
            "accounts close",
            """
            SELECT source, rows_in, rows_out, rejected, skipped FROM source_load
            WHERE rows_in <> rows_out + rejected + coalesce(list_sum(list_transform(
                json_keys(skipped), lambda rule: CAST(skipped ->> rule AS BIGINT))), 0)
            """,
            "{count} sources have records that are neither kept, rejected nor skipped",
        )
    ]
    for source in sources:
        filled = " UNION ALL ".join(
            f"(SELECT 1 FROM {quoted(name)} LIMIT 1)"  # noqa: S608
            for name in (*source.tables, *source.marts)
        )
        loaded = (
            "SELECT 1 FROM source_load "  # noqa: S608
            f"WHERE source = '{source.info.name}' AND last_good_at IS NOT NULL"
        )
        checks.append(
            Check(
                f"{source.info.name} has rows only if loaded",
                f"SELECT '{source.info.name}' AS source "
                f"WHERE EXISTS ({filled}) <> EXISTS ({loaded})",
                f"the rows of {source.info.name} do not match what is recorded of its load",
            )
        )
    return checks


def _in_words(row: Mapping[Hashable, Any]) -> str:
    given = [
        f"{name}={value}"
        for name, value in row.items()
        if not (pd.api.types.is_scalar(value) and pd.isna(value))
    ]
    return ", ".join(given)[:_EXAMPLE_CHARS]


def _first_rejected(report: LoadReport) -> str:
    if not report.rejected_examples:
        return ""
    line, reason = report.rejected_examples[0]
    return f" (first: {f'line {line}, ' if line is not None else ''}{reason})"
