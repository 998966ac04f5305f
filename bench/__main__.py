"""``python -m bench``: print every case's ratio; exit status 1 when one is out of bounds."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.table import Table

from bench.cases import cases
from bench.timing import measure

RUNS = 7


def main() -> int:
    """Measure and print; return the exit status."""
    table = Table("work", "against", "ms", "ratio", "lowest to highest", "at most")
    beyond = []
    with cases() as all_cases:
        for case in all_cases:
            timing = measure(case, RUNS)
            table.add_row(
                case.name,
                case.yardstick,
                f"{1000 * timing.seconds:,.1f}",
                f"{timing.ratio:.2f}",
                f"{timing.low:.2f} to {timing.high:.2f}",
                f"{case.at_most:g}",
            )
            if timing.ratio > case.at_most:
                beyond.append(case.name)
    console = Console()
    console.print(table)
    console.print(
        "Ratios of neighbouring runs in this one session; the milliseconds are this machine's."
    )
    for name in beyond:
        console.print(f"beyond its bound: {name}", style="bold")
    return int(bool(beyond))


if __name__ == "__main__":
    sys.exit(main())
