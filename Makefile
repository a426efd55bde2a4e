# make run   sets everything up and opens the pages in the browser        make test   all tests
# make lint  ruff and mypy     make eval  measures     make bench  times     make screenshots     make clean
# On Linux, the small build of torch: make run TORCH_FROM="--index-url https://download.pytorch.org/whl/cpu"

PYTHON ?= python3
TORCH_FROM ?=
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
TORCH := $(shell sed -n '/^torch==/p' constraints.txt)
RULES := pyproject.toml constraints.txt

.PHONY: run test lint eval bench numbers screenshots clean
.DELETE_ON_ERROR:

run: $(VENV)/installed
	@echo "== Building the index and opening the pages; Ctrl-C ends them"
	@exec $(BIN)/yakkan app

test: $(VENV)/installed-test
	@echo "== Running the tests"
	@$(BIN)/python -m pytest

lint: $(VENV)/installed-test
	@echo "== ruff check" && $(BIN)/ruff check .
	@echo "== ruff format" && $(BIN)/ruff format --check .
	@echo "== mypy" && $(BIN)/mypy

eval: $(VENV)/installed
	@echo "== Measuring reading, search, answers and comparison" && $(BIN)/python -m eval

bench: $(VENV)/installed
	@for bench in eval/bench_*.py; do \
	    name=$$(basename $$bench .py); echo "== Timing: python -m eval.$$name" && $(BIN)/python -m eval.$$name || exit 1; \
	done

numbers: $(VENV)/installed
	@echo "== Writing the tables of the README" && $(BIN)/python -m eval.numbers --write && $(BIN)/python -m eval.report --write

screenshots: $(VENV)/installed-test
	@echo "== Taking pictures of the pages" && $(BIN)/python -m tests.browser.screenshots --docs

clean:
	@echo "== Removing the virtual environment and caches"
	@rm -rf $(VENV) build dist *.egg-info .pytest_cache .ruff_cache .mypy_cache .hypothesis

# What is installed is remembered by an empty file, so that nothing is installed twice.

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	    echo "Python 3.11 or later is expected; found: $$($(PYTHON) --version 2>/dev/null || echo none)." \
	         "Install it, or name it: make run PYTHON=python3.12" >&2; exit 1; }
	@echo "== Making a virtual environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/torch: constraints.txt | $(BIN)/python
	@echo "== Installing $(TORCH) (once, some minutes)"
	@$(PIP) $(TORCH_FROM) $(TORCH)
	@touch $@

$(VENV)/installed: $(RULES) $(VENV)/torch
	@echo "== Installing Yakkan and what it needs (once, some minutes)"
	@$(PIP) -c constraints.txt -e .
	@touch $@

$(VENV)/installed-test: $(RULES) $(VENV)/installed
	@echo "== Installing what the tests need (once)"
	@$(PIP) -c constraints.txt -e '.[test]'
	@touch $@
