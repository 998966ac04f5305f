"""Job titles as people write them, taken apart: the words of the work, and the words of rank."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Seniority(StrEnum):
    """Rank that a title's own words claim, from the lowest to the highest."""

    INTERN = "intern"
    JUNIOR = "junior"
    UNMARKED = "unmarked"
    SENIOR = "senior"
    LEAD = "lead"
    STAFF = "staff"
    PRINCIPAL = "principal"
    MANAGER = "manager"
    DIRECTOR = "director"
    VICE_PRESIDENT = "vice_president"
    CHIEF = "chief"


@dataclass(frozen=True)
class TitleWords:
    """One title taken apart.

    Attributes:
        forms: The title normalised, surest form first: as written, with abbreviations spelt out,
            with words of rank and level taken off, with its parts in another order. Never empty
            for a title with a letter.
        core: The words of the work alone; the whole title where it is nothing but rank.
        seniority: The highest rank its words claim.
    """

    forms: tuple[str, ...]
    core: str
    seniority: Seniority


_ABBREVIATIONS = {
    "acct": "accountant",
    "admin": "administrative",
    "asst": "assistant",
    "assoc": "associate",
    "avp": "associate vice president",
    "ceo": "chief executive officer",
    "cfo": "chief financial officer",
    "cna": "certified nursing assistant",
    "comms": "communications",
    "coo": "chief operating officer",
    "coord": "coordinator",
    "cpa": "certified public accountant",
    "cto": "chief technology officer",
    "dev": "developer",
    "dir": "director",
    "eng": "engineer",
    "engr": "engineer",
    "evp": "executive vice president",
    "exec": "executive",
    "hr": "human resources",
    "it": "information technology",
    "jr": "junior",
    "lpn": "licensed practical nurse",
    "mgr": "manager",
    "ml": "machine learning",
    "np": "nurse practitioner",
    "ops": "operations",
    "pm": "project manager",
    "pr": "public relations",
    "principle": "principal",
    "qa": "quality assurance",
    "rep": "representative",
    "rn": "registered nurse",
    "sped": "special education",
    "spec": "specialist",
    "sr": "senior",
    "sre": "site reliability engineer",
    "supv": "supervisor",
    "svp": "senior vice president",
    "swe": "software engineer",
    "sde": "software development engineer",
    "tech": "technician",
    "ux": "user experience",
    "vp": "vice president",
}
_JOINED = (
    (r"\bback[ -]?end\b", "backend"),
    (r"\bfront[ -]?end\b", "frontend"),
    (r"\bfull[ -]?stack\b", "full stack"),
    (r"\bdev ?ops\b", "devops"),
    (r"\bhelp ?desk\b", "help desk"),
    (r"\bco-op\b", "intern"),
)
_SEPARATOR = re.compile(r"[,/|;:–—]|\s-\s|\s(?:to|at|in)\s")
_WORD = r"[^\W_]+[+#]*"
_LEVEL = re.compile(r"^(?:[ivx]{1,4}|[0-9]{1,2}|l[0-9]|e[0-9]|p[0-9]|level)$")
_RANK_WORDS: dict[str, Seniority] = {
    "intern": Seniority.INTERN,
    "internship": Seniority.INTERN,
    "trainee": Seniority.INTERN,
    "apprentice": Seniority.INTERN,
    "junior": Seniority.JUNIOR,
    "graduate": Seniority.JUNIOR,
    "senior": Seniority.SENIOR,
    "lead": Seniority.LEAD,
    "supervisor": Seniority.LEAD,
    "staff": Seniority.STAFF,
    "principal": Seniority.PRINCIPAL,
    "distinguished": Seniority.PRINCIPAL,
    "manager": Seniority.MANAGER,
    "head": Seniority.DIRECTOR,
    "director": Seniority.DIRECTOR,
    "president": Seniority.VICE_PRESIDENT,
    "chief": Seniority.CHIEF,
}
_DROPPED_RANKS = frozenset(
    (
        "apprentice",
        "distinguished",
        "entry",
        "experienced",
        "graduate",
        "intern",
        "internship",
        "junior",
        "lead",
        "mid",
        "principal",
        "senior",
        "staff",
        "trainee",
    )
)
"""Words of rank that may go without changing the occupation. Manager, director and the like stay:
they do change it."""
_DROPPED_FIRST = frozenset(
    ["assistant", "associate", "certified", "deputy", "global", "head", "regional"]
)
"""Such words where they come first; elsewhere they are the work (a nursing assistant)."""
_STAFF_IS_RANK = frozenset(
    ["architect", "designer", "developer", "engineer", "programmer", "scientist"]
)
"""A staff engineer is senior to a senior one; a staff accountant is an accountant."""
_ORDER = list(Seniority)


def title_words(title: str) -> TitleWords:
    """Take a title apart: ``Sr. Staff Backend Engineer II`` → backend engineer, staff."""
    text = _joined(unicodedata.normalize("NFKC", title).casefold())
    bracketed = re.findall(r"\(([^)]*)\)", text)
    outside = re.sub(r"\([^)]*\)", " ", text)
    segments = [_words(segment) for segment in _SEPARATOR.split(outside)]
    segments = [segment for segment in segments if segment]
    if not segments:
        segments = [words for part in bracketed if (words := _words(part))]
        bracketed = []
    whole = [word for segment in segments for word in segment]
    core = _without_rank(whole) or whole
    forms = [re.findall(_WORD, outside), whole, core]
    if len(segments) > 1:
        forms += [_without_rank([*segments[-1], *segments[0]]), _without_rank(segments[0])]
    forms += [_turned(whole), _turned(core)]
    forms += [_words(part) for part in bracketed]
    texts = (" ".join(form) for form in forms)
    unique = tuple(dict.fromkeys(text for text in texts if text))
    return TitleWords(unique, " ".join(core), _seniority(whole))


def normal_title(title: str) -> str:
    """Return a title in lower case without punctuation, abbreviations spelt out."""
    return " ".join(_words(_joined(unicodedata.normalize("NFKC", title).casefold())))


def _joined(text: str) -> str:
    for pattern, joined in _JOINED:
        text = re.sub(pattern, joined, text)
    return text.replace("&", " and ").replace("'", "").replace("’", "")


def _words(text: str) -> list[str]:
    words = re.findall(_WORD, text)
    return " ".join(_ABBREVIATIONS.get(word, word) for word in words).split()


def _without_rank(words: list[str]) -> list[str]:
    """Return the words of the work; none when the title is nothing but rank."""
    work = [word for word in words if not _LEVEL.match(word) and word not in _DROPPED_RANKS]
    while len(work) > 1 and work[0] in _DROPPED_FIRST:
        work = work[1:]
    return [] if all(word in _RANK_WORDS for word in work) else work


def _turned(words: list[str]) -> list[str]:
    """Return ``director of engineering`` as ``engineering director``."""
    plain = [word for word in words if not _LEVEL.match(word)]
    for joint in ("of", "for"):
        if joint in plain[1:-1]:
            at = plain.index(joint)
            return [*plain[at + 1 :], *plain[:at]]
    return words


def _seniority(words: list[str]) -> Seniority:
    found = {_RANK_WORDS[word] for word in words if word in _RANK_WORDS}
    if _STAFF_IS_RANK.isdisjoint(words):
        found.discard(Seniority.STAFF)
    return max(found, key=_ORDER.index, default=Seniority.UNMARKED)
