import pytest

from tests.etl.fakes import settings_for


@pytest.fixture
def settings(tmp_path):
    return settings_for(tmp_path / "data")
