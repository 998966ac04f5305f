"""The example files are those of the pages that explain them, and local links lead somewhere."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


@pytest.mark.parametrize(
    ("page", "language", "example"),
    [("job_file.md", "toml", "job.toml"), ("interviews_file.md", "csv", "interviews.csv")],
)
def test_an_example_file_is_the_one_its_page_explains(page, language, example):
    block = re.search(rf"```{language}\n(.*?)```", (DOCS / page).read_text("utf-8"), re.DOTALL)
    assert block is not None
    assert (DOCS / "examples" / example).read_text("utf-8") == block[1]


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/architecture.md"])
def test_every_local_link_leads_somewhere(page):
    path = ROOT / page
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text("utf-8"))
    missing = [target for target in targets if not (path.parent / target).exists()]
    assert missing == []
