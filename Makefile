# Every target makes what it needs; `make sandbox` and `make test` work on a fresh clone.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8080
MINUTES ?= 5

.DEFAULT_GOAL := help
.PHONY: help install run charts sandbox pictures bench bench-smoke test faults soak check audit format clean

help:  ## Show what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Tributary needs Python 3.11 or newer; name one with: make PYTHON=python3.12 …" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock requirements-charts.lock $(VENV)/.runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	@touch $@

install: $(VENV)/.runtime  ## Install what runs, without starting it

run: $(VENV)/.runtime  ## Start the bot (settings from .env)
	$(BIN)/python -m bot run

charts: $(VENV)/.runtime  ## Add what draws the picture of /stats
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-charts.lock

sandbox: $(VENV)/.runtime  ## Try everything at http://127.0.0.1:8080, no account needed
	$(BIN)/python -m bot sandbox --port $(PORT)

pictures: $(VENV)/.dev  ## Take the README's pictures again (apt install chromium fonts-noto-core)
	$(BIN)/python -m tests.sandbox.pictures

# Five at once even on two cores: half of the time a test waits for a server.
PYTEST := $(BIN)/python -m pytest -q -n 5 --dist worksteal

test: $(VENV)/.dev  ## Run every test but the long ones
	$(PYTEST) -m "not long"

faults: $(VENV)/.dev  ## Cause every fault of docs/faults.md: kills, full disks, cut connections
	$(PYTEST) -n 2 -m "fault or long"

soak: $(VENV)/.dev  ## All of it at once, at random: MINUTES=5 SEED=…
	$(BIN)/python -m tests.soak --minutes $(MINUTES) $(if $(SEED),--seed $(SEED))

$(VENV)/.bench: requirements-bench.lock $(VENV)/.runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-bench.lock
	@touch $@

bench: $(VENV)/.bench  ## Measure everything and write docs/benchmarks.md
	$(BIN)/python -m benchmarks

bench-smoke: $(VENV)/.bench  ## Fail when a ratio has fallen by more than a third of its target
	$(BIN)/python -m benchmarks --smoke

check: $(VENV)/.dev  ## Format, lint, types, import rules, tests with coverage
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(PYTEST) -m "not long" --cov --cov-report=term:skip-covered
	$(BIN)/coverage report --fail-under=100 --include='bot/domain/*,bot/tribute/signature.py'

# In an environment of its own: what asks must not change what is asked about.
$(VENV)-audit/.ready: requirements-audit.lock
	$(PYTHON) -m venv $(VENV)-audit
	$(VENV)-audit/bin/pip install --quiet --disable-pip-version-check -r requirements-audit.lock
	@touch $@

audit: $(VENV)-audit/.ready  ## Ask for known weaknesses in what runs
	$(PYTHON) .ci/audit.py $(VENV)-audit/bin/pip-audit requirements.lock requirements-charts.lock

format: $(VENV)/.dev  ## Put the code into its usual shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:  ## Remove the environment and caches
	rm -rf $(VENV) $(VENV)-audit build *.egg-info .coverage* .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
