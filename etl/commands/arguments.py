"""What several commands take: files given as SOURCE=PATH, and today's registry and settings."""

from __future__ import annotations

import glob
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from etl.source import Source

Files = Annotated[
    list[str] | None,
    typer.Option(
        "--file",
        metavar="SOURCE=PATH",
        help="Load SOURCE from PATH (a file, folder or glob) instead of fetching it; "
        "repeat to unite several.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]


def given_files(pairs: Sequence[str] | None, sources: Sequence[Source]) -> dict[str, list[Path]]:
    """Read ``--file`` options.

    Returns:
        Source → its files, in the order given, each once.

    Raises:
        typer.BadParameter: When an option is malformed, its source unknown or its path missing.
    """
    files: dict[str, list[Path]] = {}
    for pair in pairs or ():
        name, equals, path = pair.partition("=")
        if not (name and equals and path):
            raise typer.BadParameter(f"--file takes SOURCE=PATH, not {pair!r}")
        require_known([name], sources)
        known = files.setdefault(name, [])
        known += [file for file in _matching(path) if file not in known]
    return files


def require_known(names: Sequence[str], sources: Sequence[Source]) -> None:
    """Refuse names that are no source's.

    Raises:
        typer.BadParameter: Naming the unknown and the known.
    """
    known = [source.info.name for source in sources]
    unknown = [name for name in names if name not in known]
    if unknown:
        raise typer.BadParameter(
            f"there is no source {', '.join(unknown)}; there are {', '.join(known)}"
        )


def _matching(path: str) -> list[Path]:
    place = Path(path).expanduser()
    if place.is_file():
        return [place]
    if place.is_dir():
        found = sorted(file for file in place.rglob("*") if file.is_file())
    else:
        found = [Path(match) for match in sorted(glob.glob(str(place), recursive=True))]  # noqa: PTH207
        found = [file for file in found if file.is_file()]
    found = [file for file in found if not file.name.startswith(".")]
    if not found:
        what = "the folder is empty" if place.is_dir() else "no such file, folder or glob match"
        raise typer.BadParameter(f"{path}: {what}")
    return found
