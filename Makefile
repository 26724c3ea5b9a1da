# What each target means: README.md. Each calls one command, which Windows users call themselves.
SHELL := /bin/bash
PYTHON ?= python3
SETUP := $(PYTHON) tools/setup.py
BIN := .venv/bin
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-header --upgrade

.PHONY: site serve check test unit figures bench docs lint format lock

site:
	@$(SETUP) site
	$(BIN)/portal build

serve:
	@$(SETUP) site
	$(BIN)/portal serve

check:
	@$(SETUP) site
	$(BIN)/portal check

figures:
	@$(SETUP) site
	$(BIN)/portal figures check

test:
	@$(SETUP) test
	@$(MAKE) --no-print-directory lint docs
	$(BIN)/pytest -n 2 --dist loadfile

unit:
	@$(SETUP) unit
	$(BIN)/pytest tests/unit

lint:
	@$(SETUP) unit
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

docs:
	@$(SETUP) unit
	@# The theme announces that MkDocs 2 will not suit it; the lock file keeps 1.
	NO_MKDOCS_2_WARNING=true $(BIN)/mkdocs build --strict --quiet

format:
	@$(SETUP) unit
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench:
	@$(SETUP) test
	$(BIN)/python bench/run.py

lock:
	@$(SETUP) unit
	$(LOCK) pyproject.toml --group build -o requirements.lock
	$(LOCK) pyproject.toml --group build --extra dev -c requirements.lock -o requirements-dev.lock
	$(LOCK) --group node -o requirements-node.lock
	$(LOCK) --group bench -o requirements-bench.lock
	npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved
