"""What tests of every part share."""

import os
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from etl.sample.shipped import publish_sample
from etl.sources import SOURCES
from greener.market.store import current_name
from greener.settings import Settings

# How long an example takes says more of the machine's load than of the code.
# Sixty examples a property, where it names no number of its own, keep the suite short.
settings.register_profile("greener", deadline=None, max_examples=60)
settings.load_profile("greener")


def pytest_xdist_auto_num_workers() -> int:
    """Return the number of test processes: browser tests wait half of their time."""
    return 2 * (os.cpu_count() or 1)


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Return the folder of real source files; skip the test when none is named."""
    folder = os.environ.get("GREENER_REAL_DATA")
    if not folder:
        pytest.skip("GREENER_REAL_DATA does not name a folder of real source files")
    path = Path(folder)
    if not path.is_dir():
        pytest.fail(f"GREENER_REAL_DATA names {folder}, which is no folder")
    return path


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory) -> Path:
    """Publish the sample market once for all test processes and return its data folder."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    data_dir = shared / "sample_market"
    with FileLock(shared / "sample_market.lock"):
        if current_name(data_dir / "published") is None:
            publish_sample(Settings(data_dir=data_dir, journal_url=""), SOURCES)
    return data_dir
