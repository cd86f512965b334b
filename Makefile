# Every target first makes its prerequisites: `make sandbox` and `make test` work on a fresh clone.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Every package, pip too, is one of the exact files whose hashes are in the lock files.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
PORT ?= 8080
MINUTES ?= 5
EXAMPLES ?= 20

.DEFAULT_GOAL := help
.PHONY: help install run sandbox pictures bench bench-smoke test faults browser mutants soak check audit dist docs fuzz format clean

help:  ## List these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Tributary needs Python 3.11 or newer; name one with: make PYTHON=python3.12 …" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) -r requirements-pip.lock

$(VENV)/.runtime: requirements.lock requirements-build.lock pyproject.toml | $(BIN)/python
	$(PIP) -r requirements.lock
	$(PIP) -r requirements-build.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	$(PIP) -r requirements-dev.lock
	@touch $@

install: $(VENV)/.runtime  ## Install the bot, without starting it

run: $(VENV)/.runtime  ## Start the bot (settings from .env)
	$(BIN)/python -m bot run

sandbox: $(VENV)/.runtime  ## Try everything at http://127.0.0.1:8080, without any account: PORT=8081 PLANS=1 NEW=1 TEXTS=folder
	TRIBUTARY_STARTED_BY=make $(BIN)/python -m bot sandbox --port="$(PORT)" $(if $(PLANS),--plans) $(if $(NEW),--new-shop) $(if $(TEXTS),--texts="$(TEXTS)")

pictures: $(VENV)/.dev  ## Make the pictures of the README and of the console again (apt install chromium fonts-noto-core)
	$(BIN)/python -m tests.sandbox.pictures
	$(BIN)/python -m tests.console.pictures

# Bytecode is kept, whatever the environment says: tests start dozens of processes of the bot.
test faults browser check mutants: export PYTHONDONTWRITEBYTECODE =

# More at once than there are cores: half of its time a test waits, for Telegram's pace above all. Six
# keep two cores busy in `make test`; more only cost more, to import and to make everything once.
PYTEST := $(BIN)/python -m pytest -q -n 4 --dist worksteal

test: $(VENV)/.dev  ## Run all tests except the long ones
	$(PYTEST) -n 6 -m "not long"

$(BIN)/litestream: .ci/litestream | $(BIN)/python
	.ci/litestream $@

faults: $(VENV)/.dev $(BIN)/litestream  ## Cause every fault of docs/faults.md: kills, full disks, cut connections
	$(PYTEST) -m "(fault or long) and not browser"

browser: $(VENV)/.dev  ## Look at every page of the console and of the sandbox in a real browser
	$(PYTEST) -n 2 -m browser

$(VENV)/.mutants: requirements-mutants.lock $(VENV)/.dev
	$(PIP) -r requirements-mutants.lock
	@touch $@

mutants: $(VENV)/.mutants  ## Change the code that handles money, and name what no test notices: ONLY='bot.domain.*'
	$(BIN)/python -m tests.mutants $(if $(ONLY),--only '$(ONLY)')

soak: $(VENV)/.dev  ## Run everything at once, with random faults: MINUTES=5 SEED=…
	$(BIN)/python -m tests.soak --minutes $(MINUTES) $(if $(SEED),--seed $(SEED))

$(VENV)/.bench: requirements-bench.lock $(VENV)/.runtime
	$(PIP) -r requirements-bench.lock
	@touch $@

bench: $(VENV)/.bench $(VENV)/.dev  ## Measure everything and write docs/benchmarks.md: BASE=PATH, a checkout of an earlier commit
	$(BIN)/python -m benchmarks $(if $(BASE),--base $(BASE))

bench-smoke: $(VENV)/.bench $(VENV)/.dev  ## Fail when a measured ratio misses its target by more than a third
	$(BIN)/python -m benchmarks --smoke

check: $(VENV)/.dev  ## Check format, lint, types and import rules; run the tests with coverage
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(PYTEST) -m "not long" --cov --cov-report=term:skip-covered
	$(BIN)/coverage report --fail-under=100 --include='bot/domain/*,bot/tribute/signature.py'

# pip-audit has an environment of its own: it must not change the packages that it examines.
$(VENV)-audit/.ready: requirements-audit.lock
	$(PYTHON) -m venv $(VENV)-audit
	$(VENV)-audit/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-pip.lock
	$(VENV)-audit/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-audit.lock
	@touch $@

audit: $(VENV)-audit/.ready  ## Look for known weaknesses of the installed packages
	$(PYTHON) .ci/audit.py $(VENV)-audit/bin/pip-audit requirements.lock

# Of the commit and at its time, so that the same commit gives the same bytes on every machine.
dist: $(VENV)/.runtime  ## Build the packages of the latest commit, and what Docker needs, into dist/
	rm -rf dist build/source && mkdir -p dist build/source
	git archive HEAD | tar -x -C build/source
	cd build/source && SOURCE_DATE_EPOCH="$$(git log -1 --format=%ct)" $(abspath $(BIN))/python -m hatchling build -d $(CURDIR)/dist
	cd build/source && cp deploy/compose.yaml deploy/Dockerfile .env.example $(CURDIR)/dist/
	rm -r build/source

# Sphinx has an environment of its own: nothing that runs or tests the bot needs it.
$(VENV)-docs/.ready: requirements-docs.lock
	$(PYTHON) -m venv $(VENV)-docs
	$(VENV)-docs/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-pip.lock
	$(VENV)-docs/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-docs.lock
	@touch $@

docs: $(VENV)-docs/.ready  ## Build the manual as a site, into build/site, and check its links
	rm -rf build/pages && mkdir -p build/pages
	git ls-files ':(glob)*.md' LICENSE docs | tar -c -T - | tar -x -C build/pages
	mv build/pages/docs/site/index.rst build/pages/
	$(VENV)-docs/bin/sphinx-build -q -n -W --keep-going -c docs/site build/pages build/site

# So has Schemathesis: it would be a plugin of every test.
$(VENV)-fuzz/.ready: requirements-fuzz.lock
	$(PYTHON) -m venv $(VENV)-fuzz
	$(VENV)-fuzz/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-pip.lock
	$(VENV)-fuzz/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-fuzz.lock
	@touch $@

fuzz: $(VENV)-fuzz/.ready $(VENV)/.dev  ## Call each route of the console with what nobody would send: EXAMPLES=20 SEED=…
	$(BIN)/python -m tests.handlers.http.console.fuzz $(VENV)-fuzz/bin/schemathesis -- --max-examples $(EXAMPLES) $(if $(SEED),--seed $(SEED) --generation-database none,--generation-deterministic)

format: $(VENV)/.dev  ## Format the code, and fix lint errors automatically
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:  ## Remove the environment and caches
	rm -rf $(VENV) $(VENV)-audit $(VENV)-docs $(VENV)-fuzz build dist *.egg-info .coverage* .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache mutants
