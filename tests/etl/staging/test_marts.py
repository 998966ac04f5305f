"""Marts of long lists: built part by part, the same as in one go, in the memory allowed."""

import pytest

from etl.database import connect
from etl.schema import tables
from etl.sources.layoff_events import LayoffEvents
from etl.staging import marts

LONG_LIST = """
    INSERT INTO layoff_event BY NAME
    SELECT i AS event_id, 'firm ' || i % {companies} AS company_key, company_key AS company_name,
           DATE '2001-01-01' + (i * 7919% 9000)::INTEGER AS event_date,
           CASE WHEN i % 3 > 0 THEN i % 500 + 1 END AS laid_off_count,
           CASE WHEN i % 2 > 0 THEN (i % 100 + 1) / 100 END AS laid_off_share,
           'Word ' || i % 7 AS industry_listed, 'Seed' AS stage, 'US' AS country,
           true AS is_counted, 'layoff_events' AS source, DATE '2025-12-31' AS as_of_date
    FROM range({events}) AS list(i)
"""


@pytest.fixture
def long_list(tmp_path):
    """Return a function that gives a database with a list of so many events and companies."""
    opened = []

    def filled(*, events, companies):
        connection = connect(tmp_path / "list.duckdb", tmp_path)
        opened.append(connection)
        connection.execute(tables()["layoff_event"].create_sql)
        connection.execute(LONG_LIST.format(events=events, companies=companies))
        return connection

    yield filled
    for connection in opened:
        connection.close()


def test_a_mart_built_part_by_part_is_the_same(long_list, tmp_path, monkeypatch):
    connection = long_list(events=4_000, companies=700)
    whole, parts = tmp_path / "whole.parquet", tmp_path / "parts.parquet"
    marts.stage_mart(connection, LayoffEvents(), "company_history", whole)
    monkeypatch.setattr(marts, "ROWS_AT_ONCE", 500)
    assert len(marts.mart_queries(connection, LayoffEvents(), "company_history")) == 9
    marts.stage_mart(connection, LayoffEvents(), "company_history", parts)
    rows = [
        connection.sql(f"SELECT * FROM '{file}' ORDER BY company_key").fetchall()
        for file in (whole, parts)
    ]
    assert len(rows[0]) == 700
    assert rows[0] == rows[1]


@pytest.mark.parametrize("mart", LayoffEvents.marts)
def test_a_list_of_many_companies_fits_into_the_memory_allowed(long_list, tmp_path, mart):
    connection = long_list(events=600_000, companies=200_000)
    connection.execute("SET memory_limit = '120MB'")
    marts.stage_mart(connection, LayoffEvents(), mart, tmp_path / "mart.parquet")
    rows = connection.sql(f"SELECT count(*) FROM '{tmp_path / 'mart.parquet'}'").fetchone()
    assert rows[0] > 0
