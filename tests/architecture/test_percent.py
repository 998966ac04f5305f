"""A percentage is written one way, as the locale writes it: "8%"."""

import io
import re
import tokenize
from pathlib import Path

import pytest

from greener.figures.words import percent_text, signed_text

ROOT = Path(__file__).resolve().parents[2]
APART = re.compile(r"(?<=[0-9}])[ \u00a0]%(?![{A-Za-z(])")


def apart(source: str) -> list[str]:
    """Return the texts of a script in which a percent sign stands apart from its number."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    texts = (token.string for token in tokens if token.type == tokenize.STRING)
    return [text[:80] for text in texts if APART.search(text)]


@pytest.mark.parametrize("folder", ["greener", "pages"])
def test_no_percent_sign_stands_apart(folder):
    found = {
        str(script.relative_to(ROOT)): texts
        for script in sorted((ROOT / folder).rglob("*.py"))
        if (texts := apart(script.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_a_sign_that_stands_apart_is_found():
    assert apart('text = f"{share} % of {n}"')
    assert apart('text = "80 % interval"')
    assert not apart('text = f"{share:.0%} of 80% on %{x|%b %Y} %{y}"')


def test_the_words_for_shares_agree():
    assert (percent_text(0.08), percent_text(0.5)) == ("8.0%", "50%")
    assert (signed_text(0.08), signed_text(0.0)) == ("+8%", "0%")
