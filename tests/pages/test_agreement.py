"""The pages and the command say the same of the same person, to the last digit they show."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from greener.answers.sentences import one_in, pay_text
from greener.cli import app as command
from greener.journal.jobfile import read_job
from greener.journal.tabular import read_table
from greener.journal.transfer.importing import run_import
from greener.journal.transfer.mapping import guess_mapping
from tests.pages.helpers import ROOT, TODAY_PAGE, texts

EXAMPLES = ROOT / "docs" / "examples"
JOB, INTERVIEWS = EXAMPLES / "job.toml", EXAMPLES / "interviews.csv"


@pytest.fixture
def said(journal):
    """Enter the example files into the journal, and return what the command answers to them."""
    job = read_job(JOB)
    with journal.write() as transaction:
        transaction.save_present_job(job)
    table = read_table(INTERVIEWS)
    run_import(journal, table, guess_mapping(table, job.currency))
    done = CliRunner().invoke(
        command, ["answer", "--job", str(JOB), "--interviews", str(INTERVIEWS), "--json"]
    )
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_every_page_shows_the_figures_that_the_command_prints(said, open_page):
    worth, offer, safety = (said[name] for name in ("worth", "next_offer", "safety"))
    assert worth["n"] > 0
    low, middle, high = (pay_text(worth[end], "USD") for end in ("low", "value", "high"))
    next_high = pay_text(offer["high"], "USD")
    pages = {
        name: texts(open_page(f"pages/answers/{name}.py")) for name in ("worth", "move", "safety")
    }
    pages["today"] = texts(open_page(TODAY_PAGE))
    for page in ("worth", "today"):
        assert f"About {middle}" in pages[page]
        assert f"between {low} and {high}" in pages[page]
        assert f"n = {worth['n']} figures named to you" in pages[page]
        assert next_high in pages[page]
    assert f"Your worth is about {middle}, likely between {low} and {high}" in pages["move"]
    for page in ("safety", "today", "move"):
        assert one_in(safety["value"]) in pages[page]
