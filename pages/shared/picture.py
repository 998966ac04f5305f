"""A chart as a picture, with its finding above and its grey line below.

The browser makes it from what it has drawn, so no second renderer is needed and what a person sees
is what they get; nothing is sent anywhere.
"""

from __future__ import annotations

import re
from pathlib import Path

import streamlit as st

_HERE = Path(__file__).parent
_button = st.components.v2.component(
    "greener_picture",
    html='<button type="button"><span aria-hidden="true">image</span>Download as picture</button>',
    css=(_HERE / "picture.css").read_text(encoding="utf-8"),
    js=(_HERE / "picture.js").read_text(encoding="utf-8"),
)


def offer_picture(*, key: str, finding: str, source: str) -> None:
    """Offer the chart that stands on the page under ``key`` as a PNG file.

    Args:
        key: Key of the chart.
        finding: What is written above it.
        source: What is written below it.
    """
    _button(
        data={
            "chart": f"st-key-{re.sub('[^a-zA-Z0-9_-]', '-', key)}",
            "finding": finding,
            "source": source,
            "file": f"greener_{key}.png",
        },
        key=f"{key}_picture",
    )
