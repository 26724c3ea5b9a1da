# What each target means: README.md. Each calls one command, which Windows users call themselves.
SHELL := /bin/bash
# A distribution's Python is optimised with a profile; one from pyenv, say, is not as a rule, and
# publishes an edit in a fifth more time. Any other: make PYTHON=python3.12 site
DISTRIBUTED := $(shell /usr/bin/python3 -c \
	'import ensurepip, sys; print(sys.executable if sys.version_info >= (3, 11) else "")' 2>/dev/null)
PYTHON ?= $(or $(DISTRIBUTED),python3)
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
	@# One more than the processors of a small machine: half the time a test waits for a browser.
	$(BIN)/pytest -n 3 --dist loadfile -m "not alone"
	$(BIN)/pytest -m alone

unit:
	@$(SETUP) unit
	$(BIN)/pytest -n 2 --dist loadfile --hypothesis-profile glance tests/unit

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
