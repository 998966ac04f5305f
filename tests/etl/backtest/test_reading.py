"""Files reach a back-test through the parser and the checks of a refresh."""

import pytest

from etl.backtest.reading import read_rows
from etl.source import SourceError
from etl.sources.layoff_events import LayoffEvents

LIST = """company,date,total_laid_off,percentage_laid_off,stage
 Acme ,1/15/2023,100,10%,Series C
Acme,2024-02-01,,0.2,Series C
Bolt,3/3/2023,50,1,Seed
"""


def test_rows_come_as_a_refresh_would_load_them(tmp_path):
    file = tmp_path / "list.csv"
    file.write_text(LIST)
    rows = read_rows(LayoffEvents(), [file], "layoff_event")
    assert sorted(rows["company_key"]) == ["acme", "acme", "bolt"]
    assert sorted(rows["laid_off_share"]) == [0.1, 0.2, 1.0]


@pytest.mark.parametrize("content", ["", "<html><body>Not found</body></html>", "a,b\n1,2\n"])
def test_a_file_that_is_no_list_is_refused_in_words(tmp_path, content):
    file = tmp_path / "list.csv"
    file.write_text(content)
    with pytest.raises(SourceError, match="layoff_events: "):
        read_rows(LayoffEvents(), [file], "layoff_event")
