# The commands of the project; each also stands in README.md in plain form.
# PYTHON picks the interpreter that builds .venv (3.11 to 3.13).

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys; sys.exit(not (3,11) <= sys.version_info < (3,14))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501

.PHONY: run test lint format bench shots sample help

help:
	@echo "make run     open the app on http://localhost:$(PORT)"
	@echo "make test    run every test"
	@echo "make lint    ruff and mypy"
	@echo "make format  let ruff put the code in shape"
	@echo "make bench   compare timings, as ratios within one run"
	@echo "make shots   screenshots of every page into shots/"

$(VENV)/pyvenv.cfg:
	@test -n "$(PYTHON)" || { echo "Greener needs Python 3.11, 3.12 or 3.13; none was found. Name one: make run PYTHON=/path/to/python" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(VENV)/pyvenv.cfg pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

run: $(VENV)/installed
	$(BIN)/python -m etl ensure
	$(BIN)/python -m streamlit run app.py --server.port $(PORT)

test: $(VENV)/installed-dev
	$(BIN)/python -m pytest -n auto --dist loadfile

lint: $(VENV)/installed-dev
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy

format: $(VENV)/installed-dev
	$(BIN)/python -m ruff check --fix .
	$(BIN)/python -m ruff format .

bench: $(VENV)/installed-dev
	$(BIN)/python -m bench

shots: $(VENV)/installed-dev
	$(BIN)/python -m tests.browser.shots
