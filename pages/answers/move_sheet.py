"""Part of the move page: the leverage sheet, to read here or to print on one page."""

from __future__ import annotations

import html
from collections.abc import Sequence

import streamlit as st

from greener.answers.leverage import Section, leverage_sheet
from greener.figures.words import day_text
from greener.market.remote_pay import remote_premiums
from pages.answers.subject import Subject
from pages.shared.market import ask
from pages.shared.words import plain

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<style>
@page {{ size: auto; margin: 15mm; }}
body {{ font: 11pt/1.4 Georgia, serif; max-width: 44em; margin: 2em auto; color: #111; }}
@media print {{ body {{ font-size: 10pt; margin: 0; max-width: none; }} }}
h1 {{ font-size: 18pt; margin: 0; }}
h2 {{ font-size: 12pt; margin: 1.2em 0 0.2em; }}
ul {{ margin: 0; padding-left: 1.2em; }}
p {{ color: #555; margin: 0; }}
</style></head><body><h1>{title}</h1><p>{about}</p>
{sections}
</body></html>
"""


def show_sheet(it: Subject) -> None:
    """Show the sheet and offer it as one page to print."""
    sections = leverage_sheet(
        it.job,
        it.today.safety,
        it.today.worth,
        it.landing,
        it.candidates,
        asked=it.asked,
        remote=ask(remote_premiums),
    )
    for section in sections:
        st.subheader(section.title, anchor=False)
        st.markdown("\n".join(f"- {plain(line)}" for line in section.lines))
    st.download_button(
        "Download to print",
        data=printable(
            sections, f"{it.job.title} at {it.job.employer}, {day_text(it.today.as_of)}"
        ).encode("utf-8"),
        file_name="greener_leverage_sheet.html",
        mime="text/html",
        icon=":material/print:",
        on_click="ignore",
    )
    st.caption("One page that opens in any browser. It is made here and sent nowhere.")


def printable(sections: Sequence[Section], about: str) -> str:
    """Return the sheet as one HTML page that loads nothing; all text is escaped."""
    parts = (
        f"<h2>{html.escape(section.title)}</h2><ul>"
        + "".join(f"<li>{html.escape(line)}</li>" for line in section.lines)
        + "</ul>"
        for section in sections
    )
    return _PAGE.format(title="Leverage sheet", about=html.escape(about), sections="\n".join(parts))
