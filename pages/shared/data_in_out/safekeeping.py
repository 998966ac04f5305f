"""Where the journal lies, its backups, and erasing it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from greener.figures.words import day_text
from greener.journal.store.backups import KEEP, Backup
from greener.journal.store.journal import Journal
from pages.shared.data_in_out.attempt import succeeded

ERASE_WORD = "erase"
_SAID = "safekeeping_said"


def show_place(journal: Journal) -> None:
    """Say where the file lies, and how to protect it."""
    if journal.file is None:
        st.markdown(
            "In the database that `GREENER_JOURNAL` names. Whoever runs that database can read it; "
            "ask them how it is protected."
        )
        return
    st.markdown("In one file on this machine, closed to its other users:")
    st.code(str(journal.file), language=None, wrap_lines=True)
    st.markdown(
        "**It is not encrypted.** Whoever can log in as you, or takes an unencrypted disk out of "
        "the machine, can read it."
    )
    st.markdown(
        "- Turn on disk encryption: FileVault on macOS, BitLocker on Windows, LUKS on Linux.\n"
        "- Lock the screen, and do not share the user account.\n"
        "- Keep it out of folders that a cloud or your employer's backup copies.\n"
        "- Not on your employer's machine: those who run it can read everything on it."
    )


def show_backups(journal: Journal) -> None:
    """List the backups; one can be put back, and a new one taken."""
    if journal.backups is None:
        st.markdown("A database server has backups of its own; ask who runs it.")
        return
    _show_said("backups")
    st.markdown(
        f"Greener copies the journal before the first change of a day and before each file you "
        f"bring in, and keeps the last {KEEP} copies."
    )
    copies = journal.backups.all()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if copies:
            _ask_restore(journal, copies)
        take = st.button("Take one now", icon=":material/content_copy:", key="take_backup")
    if take and succeeded(journal.backups.take):
        _say("backups", "A backup was taken.")


def show_erase(journal: Journal) -> None:
    """Erase everything, once the person has typed the word."""
    _show_said("erase")
    st.markdown(
        "Deletes everything you entered, with all backups, for good, and overwrites it in the "
        "file. Zips that you took out, and copies that another backup made, stay where they are."
    )
    with st.form("erase", clear_on_submit=True, border=False):
        word = st.text_input(f"Type {ERASE_WORD} to confirm", key="erase_word")
        is_sent = st.form_submit_button("Erase everything", icon=":material/delete_forever:")
    if not is_sent:
        return
    if word.strip().casefold() != ERASE_WORD:
        st.warning(f"Nothing was erased: type the word {ERASE_WORD} first.")
        return
    if succeeded(journal.erase):
        st.session_state.clear()
        _say("erase", "Erased. Nothing of yours is left in the journal or its backups.")


def backup_labels(copies: Sequence[Backup]) -> list[str]:
    """Return when each copy was taken, in the time of this machine; no two alike."""
    times = [copy.taken_at.astimezone() for copy in copies]
    seconds = Counter(f"{taken_at:%c}" for taken_at in times)
    return [
        f"{day_text(taken_at.date())}, {taken_at:%H:%M:%S}"
        + (f"{taken_at:.%f}" if seconds[f"{taken_at:%c}"] > 1 else "")
        for taken_at in times
    ]


def _ask_restore(journal: Journal, copies: list[Backup]) -> None:
    by_label = dict(zip(backup_labels(copies), copies, strict=True))
    chosen = st.selectbox("Backup", list(by_label), key="backup")
    with st.popover("Put it back", icon=":material/restore:"):
        st.markdown(
            "Your journal becomes what it was then. What it is now becomes the newest backup, so "
            "that you can undo this."
        )
        is_sure = st.button("Put it back now", key="restore")
    if is_sure and succeeded(lambda: journal.restore(by_label[chosen].path)):
        _say("backups", f"Your journal is as it was on {chosen}.")


def _say(place: str, words: str) -> None:
    st.session_state[_SAID] = (place, words)
    st.toast(words, icon=":material/check:")
    st.rerun()


def _show_said(place: str) -> None:
    if st.session_state.get(_SAID, ("",))[0] == place:
        st.success(st.session_state.pop(_SAID)[1], icon=":material/check:")
