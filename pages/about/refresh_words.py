"""How far a refresh is, in words."""

from __future__ import annotations

from datetime import datetime

from greener.market.refreshing import Run, SourceProgress

_STEPS = {
    "waiting": (":material/hourglass_empty:", "waiting"),
    "fetching": (":material/downloading:", "asking the publisher"),
    "opening": (":material/file_open:", "opening its files"),
    "reading": (":material/menu_book:", "reading"),
    "checking": (":material/rule:", "checking"),
    "ready": (":material/done:", "read and checked, waiting for the others"),
    "publishing": (":material/sync:", "putting it in"),
    "ok": (":material/check_circle:", "loaded"),
    "degraded": (":material/info:", "loaded with a remark"),
    "failed": (":material/history:", "not loaded, nothing changed"),
}


def step_words(progress: SourceProgress) -> tuple[str, str]:
    """Return the icon and the words for where a source is, with the reason if it gave one."""
    icon, words = _STEPS.get(progress.step, (":material/more_horiz:", progress.step))
    if not progress.detail:
        return icon, words
    separator = " " if progress.step == "reading" else ": "
    return icon, f"{words}{separator}{progress.detail}"


def counted(run: Run) -> str:
    """Return how many sources of a run fared how."""
    if run.is_offline:
        return "no connection, nothing changed. Try again later"
    steps = [progress.step for progress in run.sources.values()]
    loaded = len(steps) - steps.count("failed")
    said = [f"{loaded} of {len(steps)} source{'s' if len(steps) > 1 else ''} loaded"]
    if "degraded" in steps:
        said.append(f"{steps.count('degraded')} of them with a remark")
    if "failed" in steps:
        said.append(f"{steps.count('failed')} unchanged")
    return ", ".join(said)


def moment(time: datetime) -> str:
    """Return a moment as this machine's clock shows it."""
    here = time.astimezone()
    return f"{here.day} {here:%b %Y, %H:%M}"
