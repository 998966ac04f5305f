"""From a job title to occupations: curated first, then O*NET's exact titles, then similar ones.

O*NET alone misleads where titles are young: its "Full Stack Developer" processes photographs. So a
small table of such titles, kept by hand, comes first. What is only similar is for a person to
choose from.
"""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from weakref import WeakKeyDictionary

import numpy as np
from rapidfuzz import fuzz, process

from greener.market.store import Snapshot
from greener.market.title_words import TitleWords, normal_title, title_words

CURATED_CSV = Path(__file__).with_name("titles.csv")
SUGGESTIONS = 3

_NEAREST = 80
_SUPPORT_WEIGHT = 0.1
_EMPLOYMENT_WEIGHT = 0.005
# The three above were chosen on 600 reported titles of O*NET, each left out of the index in turn:
# the right occupation was among the first three for 80%.
_SAME_WORD = 80
"""Least rapidfuzz ratio at which an unknown word is taken as a known one misspelt."""


class HowMatched(StrEnum):
    """How a title was matched, the surest first."""

    CURATED = "curated"
    EXACT = "exact"
    SIMILAR = "similar"


@dataclass(frozen=True)
class OccupationMatch:
    """One occupation that a title may mean.

    Attributes:
        soc_code: SOC code with dash.
        occupation_name: What the classification calls it.
        how: How it was matched.
        matched_title: The known title it was matched by.
        score: Likeness of the two titles' words, 0 to 1; 1 unless only similar.
        is_sure: Whether it may be used without asking the person: the whole title is known, and
            either by hand or as a title of this occupation alone.
    """

    soc_code: str
    occupation_name: str
    how: HowMatched
    matched_title: str
    score: float = 1.0
    is_sure: bool = False


class TitleIndex:
    """Known titles, ready to be asked; building it takes about a second, so keep it."""

    def __init__(
        self,
        titles: Iterable[tuple[str, str]],
        occupation_names: Mapping[str, str],
        employment: Mapping[str, float] | None = None,
    ) -> None:
        """Index titles.

        Args:
            titles: Title and SOC code, in any number.
            occupation_names: SOC code → name, of every occupation that may be suggested; the
                names are titles too, also in the singular.
            employment: SOC code → people employed; of equal candidates the larger comes first.
        """
        from sklearn.feature_extraction.text import (  # noqa: PLC0415 (takes a second to import)
            TfidfVectorizer,
        )

        self._names = occupation_names
        self._employment = employment or {}
        known: dict[str, list[str]] = defaultdict(list)
        named = [(name, code) for code, name in occupation_names.items()]
        for title, soc_code in (*named, *((_singular(n), code) for n, code in named), *titles):
            key = normal_title(title.partition("(")[0]) or normal_title(title)
            if key and soc_code in occupation_names and soc_code not in known[key]:
                known[key].append(soc_code)
        self._known = {key: codes for key, codes in known.items() if codes}
        self._titles = list(self._known)
        self._vectorizer = TfidfVectorizer(analyzer=str.split)
        self._vectors = self._vectorizer.fit_transform(self._titles) if self._titles else None
        self._words = list(self._vectorizer.vocabulary_) if self._titles else []

    def suggest(self, title: str) -> list[OccupationMatch]:
        """Return up to three occupations for a title, the likeliest first, none for no words."""
        words = title_words(title)
        if not words.forms:
            return []
        similar = self._similar(words.core)
        found = [*self._curated(words), *self._exact(words, similar), *similar]
        unique: dict[str, OccupationMatch] = {}
        for match in found:
            unique.setdefault(match.soc_code, match)
        return list(unique.values())[:SUGGESTIONS]

    def _curated(self, words: TitleWords) -> list[OccupationMatch]:
        for form in words.forms:
            if form in curated_titles():
                codes = [code for code in curated_titles()[form] if code in self._names]
                return self._known_by(HowMatched.CURATED, form, codes, codes[:1], words)
        return []

    def _exact(
        self, words: TitleWords, similar: Sequence[OccupationMatch]
    ) -> list[OccupationMatch]:
        """Return the occupations that bear the title itself, those with more like titles first."""
        rank = {match.soc_code: place for place, match in enumerate(similar)}
        for form in words.forms:
            if form in self._known:
                codes = sorted(self._known[form], key=lambda code: rank.get(code, len(rank)))
                sure = codes if len(codes) == 1 else []
                return self._known_by(HowMatched.EXACT, form, codes, sure, words)
        return []

    def _known_by(
        self,
        how: HowMatched,
        form: str,
        codes: Sequence[str],
        sure: Sequence[str],
        words: TitleWords,
    ) -> list[OccupationMatch]:
        is_whole = len(form.split()) >= len(words.core.split())
        return [
            OccupationMatch(code, self._names[code], how, form, is_sure=is_whole and code in sure)
            for code in codes
        ]

    def _similar(self, core: str) -> list[OccupationMatch]:
        """Return occupations by the likeness of their titles, the likest first.

        Likeness is the cosine of word weights; several like titles, and many people, add a little.
        """
        if self._vectors is None:
            return []
        query = self._vectorizer.transform([self._spelt(core)])
        cosines = (self._vectors @ query.T).toarray().ravel()
        likes: dict[str, list[tuple[float, str]]] = defaultdict(list)
        for position in np.argsort(-cosines)[:_NEAREST]:
            if cosines[position] > 0:
                title = self._titles[position]
                for code in self._known[title]:
                    likes[code].append((float(cosines[position]), title))
        return [
            OccupationMatch(
                code, self._names[code], HowMatched.SIMILAR, likes[code][0][1], likes[code][0][0]
            )
            for code in sorted(likes, key=lambda code: -self._rank_score(code, likes[code]))
        ]

    def _rank_score(self, code: str, likes: Sequence[tuple[float, str]]) -> float:
        best = likes[0][0]
        support = math.log(sum(cosine for cosine, _ in likes) / best)
        size = math.log(max(self._employment.get(code, 1.0), 1.0))
        return best + _SUPPORT_WEIGHT * support + _EMPLOYMENT_WEIGHT * size

    def _spelt(self, form: str) -> str:
        """Return the form with unknown words replaced by the known word they misspell."""
        return " ".join(
            word if word in self._vectorizer.vocabulary_ else self._nearest_word(word)
            for word in form.split()
        )

    def _nearest_word(self, word: str) -> str:
        found = process.extractOne(word, self._words, scorer=fuzz.ratio, score_cutoff=_SAME_WORD)
        return found[0] if found else word


def _singular(name: str) -> str:
    return " ".join(
        word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
        for word in name.split()
    )


@cache
def curated_titles() -> Mapping[str, tuple[str, ...]]:
    """Return the titles kept by hand, each with its occupations, the likeliest first."""
    with CURATED_CSV.open(encoding="utf-8", newline="") as file:
        return {row["title"]: tuple(row["occupations"].split()) for row in csv.DictReader(file)}


def curated_occupation(title: str) -> str | None:
    """Return the SOC code that the curated table gives a title; None when it has none."""
    for form in title_words(title).forms:
        if form in curated_titles():
            return curated_titles()[form][0]
    return None


_indexes: WeakKeyDictionary[Snapshot, TitleIndex] = WeakKeyDictionary()


def title_index(snapshot: Snapshot) -> TitleIndex:
    """Return the index of a generation; it is built once and lives as long as the snapshot."""
    if snapshot not in _indexes:
        _indexes[snapshot] = _build_index(snapshot)
    return _indexes[snapshot]


def _build_index(snapshot: Snapshot) -> TitleIndex:
    titles = snapshot.query(
        """SELECT title, soc_code FROM occupation_title
           ORDER BY title_kind = 'alternate', title_kind, title, soc_code"""
    )
    names = snapshot.query(
        """SELECT soc_code, title FROM occupation_title WHERE title_kind = 'occupation'"""
    )
    employment = snapshot.query(
        """SELECT soc_code, employment FROM oews_wage
           WHERE area_code = '0000000' AND employment IS NOT NULL"""
    )
    return TitleIndex(
        zip(titles["title"], titles["soc_code"], strict=True),
        dict(zip(names["soc_code"], names["title"], strict=True)),
        dict(zip(employment["soc_code"], employment["employment"].astype(float), strict=True)),
    )


def suggest_occupations(index: TitleIndex, title: str) -> list[OccupationMatch]:
    """Return up to three occupations that a title may mean, the likeliest first."""
    return index.suggest(title)
