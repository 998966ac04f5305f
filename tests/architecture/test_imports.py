"""Imports run one way: pages → greener, etl → greener; answers and figures know no machinery."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MACHINERY = {"streamlit", "requests", "duckdb", "sqlalchemy", "alembic"}
STORES = ("greener.market.store", "greener.journal.store")

# Folder → what nothing in it may import.
FORBIDDEN = {
    "greener": {"streamlit", "requests", "etl", "pages"},
    "greener/answers": {*MACHINERY, *STORES, "plotly"},
    "greener/figures": {*MACHINERY, *STORES},
    "greener/market": {"greener.journal.store", "greener.figures", "sqlalchemy"},
    "greener/journal": {"duckdb", "greener.figures"},
    "etl": {"streamlit", "pages", "greener.journal.store", "greener.figures", "sqlalchemy"},
    "etl/reading": {
        "requests",
        "duckdb",
        "etl.fetching",
        "etl.staging",
        "etl.publishing",
        "etl.sources",
    },
    "etl/fetching": {"duckdb", "etl.staging", "etl.publishing", "etl.sources"},
    "etl/sources": {"requests", "duckdb", "etl.staging", "etl.publishing"},
    "etl/models": {"requests", "duckdb", "etl.sources", "etl.fetching", "etl.publishing"},
    "pages": {"etl", "requests", "duckdb", "sqlalchemy"},
}


def imported_modules(path: Path) -> Iterator[str]:
    """Yield every module that a file imports, at run time or for its types."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def breaches(folder: str, forbidden: set[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in sorted((ROOT / folder).rglob("*.py"))
        for module in imported_modules(path)
        if any(module == name or module.startswith(f"{name}.") for name in forbidden)
    ]


@pytest.mark.parametrize("folder", FORBIDDEN)
def test_imports_run_one_way(folder: str):
    assert breaches(folder, FORBIDDEN[folder]) == []


def test_the_walk_sees_a_breach(tmp_path: Path):
    script = tmp_path / "script.py"
    script.write_text("from greener.market import store\nimport duckdb as db\n")
    assert {"greener.market.store", "duckdb"} <= set(imported_modules(script))


def test_no_page_script_lies_directly_in_pages():
    """Streamlit serves such a script on a deep link without app.py, past the frame and the gate."""
    assert list((ROOT / "pages").glob("*.py")) == []


def test_nothing_reaches_into_streamlit():
    """Only ``import streamlit`` is promised to outlive an upgrade."""
    scripts = [ROOT / "app.py", *(ROOT / "pages").rglob("*.py")]
    reached = {
        f"{script.relative_to(ROOT)} imports {module}"
        for script in scripts
        for module in imported_modules(script)
        if module.startswith("streamlit.")
    }
    assert reached == set()


def test_no_heading_has_a_link_of_its_own():
    """A page is linked by its address; a link sign beside a heading leads nowhere new."""
    linked = [
        f"{script.relative_to(ROOT)}:{call.lineno}"
        for script in (ROOT / "pages").rglob("*.py")
        for call in ast.walk(ast.parse(script.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in {"title", "header", "subheader"}
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "st"
        and not any(each.arg == "anchor" for each in call.keywords)
    ]
    assert linked == []
