"""The words people use for stages, channels, purposes, kinds of pay and work modes."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TypeVar

Choice = TypeVar("Choice", bound=StrEnum)

_SYNONYMS = Path(__file__).with_name("synonyms.toml")
_TRUE = frozenset({"yes", "y", "true", "t", "1", "told", "x"})
_FALSE = frozenset({"no", "n", "false", "f", "0", "not_told", "not_yet"})
_LONGEST_SHOWN = 60
_DENIAL = re.compile(
    r"\b(?:(?:did|do|does|have|has|had|was|were|is|are|will|would|could|ca|wo)"
    r"(?:n['’]?t|\s+not)|cannot|not|no|never|without)\b"
    r"(?:\s+(?:a|an|any|as|be|been|come|extend|extended|firm|for|formal|get|give|given|got|have|in"
    r"|invited|it|made|make|me|moving|moved|official|on|reach|reached|receive|received|send|sent"
    r"|the|to|us|verbal|written|yet))*\s+$",
    re.IGNORECASE,
)


def normalised(text: str) -> str:
    """Return the text lower-cased with every run of other characters as one underscore."""
    return re.sub(r"[\W_]+", "_", text.casefold()).strip("_")


def parse_choice(choices: type[Choice], text: str) -> Choice:
    """Return the member that the text names, by its own word or a usual synonym.

    Raises:
        ValueError: No member goes by that word.
    """
    word = normalised(text)
    known = spellings(choices)
    if word not in known:
        hint = did_you_mean(word, known)
        raise ValueError(f"expected one of {', '.join(choices)}, got {shown(text)}{hint}")
    return choices(known[word])


@cache
def spellings(choices: type[StrEnum]) -> Mapping[str, str]:
    """Return every normalised word that names a member, with the member's value."""
    table = _synonyms().get(choices.__name__, {})
    synonyms = {word: value for value, words in table.items() for word in words}
    return synonyms | {choice.value: choice.value for choice in choices}


@cache
def filler_words() -> frozenset[str]:
    """Return the words that say nothing on their own."""
    return frozenset(_synonyms()["Filler"]["words"])


def denied_from(text: str, start: int) -> int | None:
    """Return where a denial of the word at ``start`` begins: ``did not get an`` before ``offer``.

    None when the text does not deny it. Only words that carry a denial on stand between: ``did
    not hear back after the panel`` tells of a panel.
    """
    denial = _DENIAL.search(text[:start])
    return denial.start() if denial else None


def parse_yes_no(text: str) -> bool:
    """Return the truth that ``yes``, ``no``, ``true``, ``1`` and their like state.

    Raises:
        ValueError: Neither a yes nor a no.
    """
    word = normalised(text)
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise ValueError(f"expected yes or no, got {shown(text)}")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``, did you mean …?`` for a near spelling, else nothing."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.75)
    return f", did you mean {near[0]}?" if near else ""


def shown(text: str) -> str:
    """Return the text quoted and shortened for a message."""
    text = " ".join(text.split())
    return repr(text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…")


@cache
def _synonyms() -> dict[str, dict[str, list[str]]]:
    with _SYNONYMS.open("rb") as file:
        return tomllib.load(file)
