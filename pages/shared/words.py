"""Text on a page: what people or publishers wrote is shown as text, never read as markup."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&^=])")
_BREAKS = re.compile(r"[^\S\u00a0]+")
_UNBROKEN = re.compile(r"(?<=±) (?=\d)")
_WORD_JOINER = "\u2060"


def plain(text: str) -> str:
    """Return ``text`` so that Streamlit's Markdown shows exactly it, on one line."""
    one_line = _UNBROKEN.sub("\u00a0", _BREAKS.sub(" ", text).strip())
    return _MARKUP.sub(r"\\\1", one_line).replace("material/", f"material{_WORD_JOINER}/")
