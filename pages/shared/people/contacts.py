"""People the person knows: where they work, how well, when they were last in touch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

import streamlit as st

from greener.journal.analysis.people import known_at_companies, last_touches
from greener.journal.entries import Entries
from greener.journal.kept import Kept
from greener.journal.people import Contact, Warmth
from pages.shared.emphasis import first_action
from pages.shared.labels import ago_text
from pages.shared.people.contact_dialog import WARMTH_WORDS, new_contact, open_anew
from pages.shared.people.touching import show_touch_button
from pages.shared.words import plain

_SHOWN = 24
_COMPANIES_SHOWN = 12


def show_contacts(entries: Entries, today: date, *, is_example: bool) -> None:
    """Show whom the person knows at companies that matter, then everybody."""
    if not is_example and st.button(
        "Add somebody", type=first_action(), icon=":material/person_add:"
    ):
        new_contact()
    if not entries.contacts:
        st.markdown(
            "Nobody here yet. Add those who would take your call, or bring in LinkedIn's "
            "`Connections.csv`."
        )
        st.page_link("pages/you/data.py", label="Bring in a file", icon=":material/upload:")
        return
    _show_known(entries)
    query = st.text_input(
        "Find somebody", placeholder="Name, company, role or how you know them", key="find_contact"
    )
    last = last_touches(entries)
    everybody = in_order(entries.contacts, last, today)
    found = [kept for kept in everybody if is_found(kept.record, query)]
    if not found:
        st.markdown("Nobody of that name, company or role.")
    grid = st.grid("auto", min_column_width=280, gap="small")
    for kept in found[:_SHOWN]:
        with grid.cell():
            _show_card(kept, last.get(kept.id), today, is_example=is_example)
    if len(found) > _SHOWN:
        st.caption(f"{_SHOWN} of {len(found)} shown; type to find the others.")


def in_order(
    contacts: Sequence[Kept[Contact]], last: dict[str, date], today: date
) -> list[Kept[Contact]]:
    """Return those with a day to be in touch by that day, then the best known first."""
    warmths = [*Warmth]

    def order(kept: Kept[Contact]) -> tuple[date, int, int, str]:
        contact = kept.record
        warmth = warmths.index(contact.warmth) if contact.warmth else -1
        days = (today - last[kept.id]).days if kept.id in last else 1_000_000
        return contact.next_touch_on or date.max, -warmth, days, contact.name.casefold()

    return sorted(contacts, key=order)


def is_found(contact: Contact, query: str) -> bool:
    """Return whether every word of the query stands somewhere in what is known of them."""
    known = (contact.name, contact.company, contact.role, contact.relation)
    text = " ".join(filter(None, known)).casefold()
    return all(word in text for word in query.casefold().split())


def where_text(contact: Contact) -> str:
    """Return what somebody does, and where."""
    return " at ".join(filter(None, (contact.role, contact.company)))


def _show_known(entries: Entries) -> None:
    by_company = known_at_companies(entries)
    if not by_company:
        return
    known = {name: people for name, people in by_company.items() if people}
    st.subheader("At the companies you look at", anchor=False)
    for name, people in list(known.items())[:_COMPANIES_SHOWN]:
        names = ", ".join(
            f"{kept.record.name} (can refer you)" if kept.record.can_refer else kept.record.name
            for kept in people
        )
        st.markdown(f"**{plain(name)}**: {plain(names)}")
    if len(known) > _COMPANIES_SHOWN:
        st.caption(f"And at {len(known) - _COMPANIES_SHOWN} more; type the company below.")
    nobody = [name for name, people in by_company.items() if not people]
    if nobody:
        more = len(nobody) - _COMPANIES_SHOWN
        text = ", ".join(nobody[:_COMPANIES_SHOWN]) + (f" and {more} more" if more > 0 else "")
        st.caption(plain(f"Nobody yet at {text}."))


def _show_card(
    kept: Kept[Contact], touched_on: date | None, today: date, *, is_example: bool
) -> None:
    contact = kept.record
    with st.container(border=True, gap="xsmall"):
        if is_example:
            st.markdown(f"**{plain(contact.name)}**")
        elif st.button(
            f"**{plain(contact.name)}**",
            type="tertiary",
            key=f"open_contact_{kept.id}",
            help="Log, see the log, or edit",
        ):
            open_anew(kept.id)
        lines = [where_text(contact), contact.relation]
        st.caption(plain(" · ".join(filter(None, lines))) or "No company or role given")
        _show_badges(contact)
        st.caption(_touch_text(contact, touched_on, today))
        if not is_example:
            show_touch_button(kept, "card")


def _show_badges(contact: Contact) -> None:
    badges: list[tuple[str, Literal["gray", "green"]]] = []
    if contact.warmth:
        badges.append((WARMTH_WORDS[contact.warmth], "gray"))
    if contact.has_referred:
        badges.append(("Has referred you", "green"))
    elif contact.can_refer:
        badges.append(("Can refer you", "green"))
    if not badges:
        return
    with st.container(horizontal=True, gap="xsmall"):
        for words, colour in badges:
            st.badge(words, color=colour)


def _touch_text(contact: Contact, touched_on: date | None, today: date) -> str:
    last = f"In touch {ago_text(touched_on, today)}" if touched_on else "Not in touch yet"
    if contact.next_touch_on is None:
        return last
    if contact.next_touch_on < today:
        return f"{last} · again was due {ago_text(contact.next_touch_on, today)}"
    return f"{last} · again {ago_text(contact.next_touch_on, today)}"
