"""What tests of pages share: fill a journal, read a page."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from greener.journal.entries import Entries
from greener.journal.records import Disclosure, ProcessHead
from greener.journal.store.journal import Journal

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app.py"
TODAY_PAGE = "pages/you/today.py"
TIMEOUT_SECONDS = 60
SCRIPTS = sorted(
    str(script.relative_to(ROOT))
    for folder in ("you", "answers", "market", "about")
    for script in (ROOT / "pages" / folder).glob("*.py")
    if f'"{script.relative_to(ROOT).as_posix()}"' in APP.read_text(encoding="utf-8")
)
"""Every page that the frame lists."""


def keep(journal: Journal, entries: Entries) -> None:
    """Write entries into a journal under new identifiers."""
    keys: dict[str | None, str] = {}
    with journal.write() as transaction:
        for job in entries.jobs:
            keys[job.id] = transaction.jobs.add(job.record).id
        for step in entries.pay_history:
            job_id = keys.get(step.record.job_id)
            transaction.pay_history.add(step.record.model_copy(update={"job_id": job_id}))
        for process in entries.processes:
            head = ProcessHead(
                **{name: getattr(process, name) for name in ProcessHead.model_fields}
            )
            pay = [each.record for each in entries.pay if each.parent_id == process.key]
            told = (
                Disclosure(said_on=process.told_on, reaction=process.reaction)
                if process.told_on
                else None
            )
            keys[process.key] = transaction.add_process(head, process.events, pay, told)
        for contact in entries.contacts:
            keys[contact.id] = transaction.contacts.add(contact.record).id
        for touch in entries.touches:
            transaction.touches.add(touch.record, keys[touch.parent_id])
        for follow_up in entries.follow_ups:
            named = follow_up.record
            parents = {
                "process_key": keys.get(named.process_key),
                "contact_id": keys.get(named.contact_id),
            }
            transaction.follow_ups.add(named.model_copy(update=parents))
        for goal in entries.goals:
            transaction.goals.add(goal.record)
        for dream in entries.dream_companies:
            transaction.dream_companies.add(dream.record)


def texts(app: AppTest) -> str:
    """Return all that a page says, as one text."""
    elements = (
        *app.title,
        *app.header,
        *app.subheader,
        *app.markdown,
        *app.caption,
        *app.info,
        *app.error,
        *app.warning,
        *app.text,
    )
    return "\n".join(str(element.value) for element in elements).replace("\\", "")


def dialog(module: str, name: str, *arguments: object) -> AppTest:
    """Open a dialog on a page of its own: here a click runs all of a page, and closes dialogs.

    Args:
        module: Where it is, below ``pages.shared``.
        name: Its function.
        arguments: What that takes.
    """

    def script(module, name, arguments):
        import importlib

        getattr(importlib.import_module(f"pages.shared.{module}"), name)(*arguments)

    return AppTest.from_function(
        script, args=(module, name, arguments), default_timeout=TIMEOUT_SECONDS
    ).run()
