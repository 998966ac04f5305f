"""How the first action of a page stands out."""

from __future__ import annotations

from typing import Literal

import streamlit as st


def first_action() -> Literal["primary", "secondary"]:
    """Return the type of the button that a page wants pressed.

    Streamlit writes in white on the accent colour, and in the accent colour on the page. In the
    dark theme no colour can do both and be read; there the accent is for text, and such a button
    has a border like the others.
    """
    return "secondary" if st.context.theme.type == "dark" else "primary"
