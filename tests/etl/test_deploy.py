"""The samples in deploy/ call commands and options that exist."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from etl.__main__ import app

FOLDER = Path(__file__).parents[2] / "deploy"
CALLS = sorted(
    {
        (file.name, *call)
        for file in FOLDER.iterdir()
        for call in re.findall(r"-m etl (\w+)((?: --[\w-]+)*)", file.read_text())
    }
)


def test_every_sample_refreshes():
    assert {name for name, command, _ in CALLS if command == "refresh"} == {
        "README.md",
        "crontab",
        "github-refresh.yml",
        "greener-refresh.service",
        "windows-task.cmd",
    }


@pytest.mark.parametrize(("name", "command", "options"), CALLS)
def test_a_call_is_understood(name, command, options):
    told = CliRunner().invoke(app, [command, "--help"])
    assert told.exit_code == 0
    assert all(option in told.output for option in options.split())
