# Each target does its own set-up. A second call is fast: a stamp in .venv says what is installed.
#
#   make deck                      build a deck from notes/why-fal.md
#   make deck NOTE=notes/x.md      ... from another note, or from a folder of notes
#   make test                      run the tests
#   make check                     all that CI runs: the tests, format, lint, types
#   make PYTHON=python3.12 test    use another Python (3.11 or newer)

PYTHON ?= python3
NOTE ?= notes/why-fal.md

VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help deck test lint check coverage reach format pictures clean

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(firstword $(MAKEFILE_LIST))

deck: $(VENV)/package.stamp  ## build a deck (NOTE=notes/why-fal.md)
	@$(BIN)/cardgen build "$(NOTE)"
	@echo "Next: in Anki, File > Import, and choose that file."

test: $(VENV)/dev.stamp  ## run the tests
	$(BIN)/pytest

lint: $(VENV)/dev.stamp  ## check format, lint, types
	$(BIN)/ruff format --check cardgen tests
	$(BIN)/ruff check cardgen tests
	$(BIN)/mypy

check: test lint  ## all that CI runs

coverage: $(VENV)/dev.stamp  ## run the tests, and show the lines that none of them reached
	$(BIN)/pytest --cov --cov-report=term-missing:skip-covered

reach: $(VENV)/dev.stamp  ## how many of the facts in the test notes the cards reach
	@$(BIN)/python tests/reach.py

format: $(VENV)/dev.stamp  ## put the code into the house's layout
	$(BIN)/ruff format cardgen tests
	$(BIN)/ruff check --fix cardgen tests

pictures: $(VENV)/dev.stamp  ## make the README's pictures anew (needs Chromium)
	$(BIN)/python tests/pictures.py

# What can be made again goes; the ledger stays: it is what keeps review progress.
clean:  ## remove the environment, caches and built decks (never the ledger)
	rm -rf $(VENV) build dist .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache
	rm -f decks/*.apkg
	find cardgen tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Editable, so that a change in cardgen/ needs no new installation.
$(VENV)/package.stamp: pyproject.toml | $(BIN)/python
	$(PIP) --editable .
	@touch $@

$(VENV)/dev.stamp: pyproject.toml | $(BIN)/python
	$(PIP) --editable ".[dev]"
	@touch $@ $(VENV)/package.stamp

# A half-made environment would look like a whole one at the next call.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else 1)' || \
		{ echo "cardgen needs Python 3.11 or newer; name one: make PYTHON=python3.12 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }
