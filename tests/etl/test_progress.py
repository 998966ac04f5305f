"""Progress in each of its forms; none of them is written to standard output."""

import io

from rich.console import Console
from rich.progress import Progress, TextColumn

from etl.progress import _Bars, listening


def test_a_terminal_gets_a_bar_per_source(monkeypatch):
    screen = io.StringIO()
    columns = (TextColumn("{task.description}"), TextColumn("{task.fields[step]}"))
    console = Console(file=screen, force_terminal=True, width=80)
    with Progress(*columns, console=console, auto_refresh=False) as progress:
        bars = _Bars(progress, ["rates", "prices"])
        assert [task.fields["step"] for task in progress.tasks] == ["waiting", "waiting"]
        bars("rates", "opening", "")
        bars("rates", "reading", "20,000 records")
        assert progress.tasks[0].fields["step"] == "reading 20,000 records"
        assert 0 < progress.tasks[0].completed < progress.tasks[0].total
        bars("rates", "failed", "the file is empty")
        bars("prices", "ok", "")
        assert [task.fields["step"] for task in progress.tasks] == ["failed", "ok"]
        assert progress.finished
    assert "rates  failed" in screen.getvalue()


def test_elsewhere_a_plain_line_a_step(capsys):
    with listening(["rates"]) as listen:
        listen("rates", "reading", "20 records")
        listen("rates", "reading", "40 records")
        listen("rates", "publishing", "")
        listen("rates", "ok", "")
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == ["rates: reading", "rates: publishing"]
