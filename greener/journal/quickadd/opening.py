"""The opening of a line: which company, and the role where it is named in the same breath."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from greener.journal.parse import phrases
from greener.journal.parse.figures import find_figures

_NOUNS: Final = (
    r"engineer|developer|programmer|manager|lead|head|director|architect|analyst|scientist"
    r"|designer|researcher|consultant|administrator|specialist|officer|nurse|teacher|accountant"
    r"|writer|producer|president|vp|cto|ceo|intern|technician|assistant|rn|lpn|swe|sde|sre|pm|qa|dev"
)
ROLE_NOUN: Final = re.compile(
    rf"\b(?:{_NOUNS})(?:\s+(?:[ivx]+|\d|\(.*\)))?$",
    re.IGNORECASE,
)
_ROLE_STARTS: Final = re.compile(
    rf"^(?:{_NOUNS}|l\d|senior|sr|staff|principal|junior|jr|software|data|backend|back|frontend|front"
    r"|full|product|platform|machine|ml|site|security|mobile|devops|solutions)\.?$",
    re.IGNORECASE,
)
_ROLE_AT_COMPANY = re.compile(r"^(?P<title>.+?)\s+(?:at|@)\s+(?P<company>.+)$", re.IGNORECASE)
_SAID: Final = (
    r"recruiter|call|called|chat|coffee|interview|screen|email|message|spoke|talked|met|heard|got"
)
_WITH_COMPANY = tuple(
    re.compile(
        rf"^(?P<said>.*\b(?:{_SAID})\b.*?)\s+(?:{before})\s+"
        r"(?P<company>\S+(?:\s+(?-i:[A-Z])\S*)*)(?P<rest>.*)$",
        re.IGNORECASE,
    )
    for before in ("at|@", "from|with")
)
"""What happened before the company: "call from Jane at Acme", "recruiter from Acme called"."""
_COMPANY_SAID = re.compile(
    r"\s(?:(?:recruiter|recruiting|hr|sourcer|talent team|hiring manager)\s+)?"
    r"(?:just\s+)?(?:called|rang|phoned|emailed|mailed|messaged|texted|wrote|contacted|reached)\b"
    r"|\s(?:recruiter|hr|phone|hiring manager)\s(?:screen|call|chat|interview|round)\b"
)
"""What happened, after the company: "Mercy Health recruiter called today"."""
_CAPITAL: Final = re.compile(r"^[^\W\d_a-z]")


@dataclass(frozen=True)
class Opening:
    """What the first part of a line names.

    Attributes:
        company: The company.
        title: The role; None when not named here.
        rest: What else it says, to be read like any other part.
        is_guessed: Where the company ends is a guess.
        has_talked: It tells of a talk with the company.
    """

    company: str
    title: str | None = None
    rest: str = ""
    is_guessed: bool = False
    has_talked: bool = False


def read_opening(part: str, *, is_whole_line: bool) -> Opening:
    """Read the first part of a line.

    Args:
        part: Up to the first comma.
        is_whole_line: Nothing follows, so all that happened may be in it.
    """
    told_of = next(filter(None, (pattern.match(part) for pattern in _WITH_COMPANY)), None)
    if told_of:
        rest = " ".join(f"{told_of['said']} {told_of['rest']}".split())
        return Opening(told_of["company"], rest=rest, is_guessed=True, has_talked=True)
    both = _ROLE_AT_COMPANY.match(part)
    if both:
        return Opening(both["company"], both["title"])
    said = _COMPANY_SAID.search(part)
    ends = [
        said.start() if said else len(part),
        _first_saying(part) if is_whole_line else len(part),
    ]
    named = part[: min(ends)].strip()
    rest = part[len(named) :].strip() if named else ""
    company, title = _company_and_role(named or part)
    return Opening(company, title, rest, is_guessed=bool(title or rest))


def _first_saying(part: str) -> int:
    """Return where the first thing begins that is understood and is no name."""
    found = [span for figure in find_figures(part) for span in figure[1]]
    for find in (phrases.find_told, phrases.find_stage, phrases.find_channel):
        said = find(part)
        found += said[1] if said else []
    found += phrases.find_denials(part)
    return min((start for start, _ in found), default=len(part))


def _company_and_role(text: str) -> tuple[str, str | None]:
    """Return company and role where the text ends in a role and begins with a name."""
    words = text.split()
    if len(words) < 2 or not ROLE_NOUN.search(text):
        return text, None
    for place, word in enumerate(words[1:], start=1):
        if _ROLE_STARTS.match(word) or not _CAPITAL.match(word):
            return " ".join(words[:place]), " ".join(words[place:])
    return text, None
