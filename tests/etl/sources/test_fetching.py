"""What the statistical sources ask for is what they can read: each live address in its layout."""

from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import pytest

from etl.source import RawFile
from etl.sources import oews
from etl.sources.claims import Claims
from etl.sources.cpi import Cpi
from etl.sources.ecb_fx import EcbFx
from etl.sources.indeed import IndeedAi, IndeedPostings, IndeedRemote, IndeedWages
from etl.sources.jolts import Jolts
from etl.sources.ppp import Ppp
from tests.etl.sources.oews_layouts import write_flat

FIXTURES = Path(__file__).parents[2] / "fixtures"
FOUND = {path.name: path for path in FIXTURES.rglob("*") if path.is_file()}
SECTORS = FOUND["job_postings_by_sector_US.csv"]
COUNTRY = FOUND["aggregate_job_postings_GB.csv"]
DAY = datetime(2026, 11, 1, tzinfo=UTC)


class Publishers:
    """Stands in for the fetcher: answers each address with the fixture of that name."""

    def __init__(self, files=None):
        self.files = files or FOUND
        self.asked = []

    def get(self, url, *, name=""):
        self.asked.append(url)
        name = name or PurePosixPath(urlsplit(url).path).name
        if name.startswith("aggregate_job_postings"):
            return RawFile(COUNTRY, "0", DAY, url)
        if name.startswith("job_postings_by_sector"):
            return RawFile(SECTORS, "0", DAY, url)
        name = "eurofxref-hist.csv" if name == "eurofxref-hist.zip" else name
        return RawFile(self.files[name], "0", DAY, url)


@pytest.mark.parametrize(
    "source", [Claims, Cpi, EcbFx, IndeedAi, IndeedPostings, IndeedRemote, IndeedWages, Jolts, Ppp]
)
def test_a_fetch_asks_the_addresses_it_names_and_its_answers_load(load, source):
    publishers = Publishers()
    loaded = load(source(), *source().fetch(publishers))
    assert loaded.report.rows_out > 0
    assert set(publishers.asked) <= set(source.info.live_urls)


def test_the_flat_files_of_wages_load_together(load, tmp_path):
    publishers = Publishers({file.name: file for file in write_flat(tmp_path / "flat")})
    loaded = load(oews.Oews(), *oews.Oews().fetch(publishers))
    assert loaded.report.rows_out > 0
    assert tuple(publishers.asked) == oews.Oews.info.live_urls
