"""What tests of every part share."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says more of the machine's load than of the code.
settings.register_profile("greener", deadline=None)
settings.load_profile("greener")


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
