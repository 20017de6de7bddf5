# `make run` and `make test` are all one needs; `make help` lists the rest.
# Stamps (.venv/installed, instance/.upgraded ...) let a second start skip what is done.
UV_VERSION := 0.13.9
PORT ?= 5000
BIN := .venv/bin
FLASK := FQA_DEMO=$${FQA_DEMO:-1} $(BIN)/flask --app fqa_forms.app
MIGRATIONS := $(wildcard migrations/versions/*.py)

ifdef DATABASE_URL
UPGRADED := upgrade
DEMO_LOADED := load-demo
else
UPGRADED := instance/.upgraded
DEMO_LOADED := instance/.demo-loaded
# A database that was taken away is made again.
$(if $(wildcard instance/fqa_forms.db),,$(shell rm -f instance/.upgraded instance/.demo-loaded))
endif

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup run upgrade load-demo test faults states screenshots check bench bench-batch lock clean

help: ## Say what there is to make
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: .venv/installed $(UPGRADED) ## Install what the service needs and make its database

run: setup $(DEMO_LOADED) ## Start the service with demonstration data on http://127.0.0.1:5000 (PORT=...)
	@FQA_DEMO=1 PORT=$(PORT) exec $(BIN)/gunicorn --config gunicorn.conf.py 'fqa_forms.app:create_app()'

test: .venv/installed-dev ## Run the whole suite, on SQLite and on PostgreSQL, with a real Chromium
	@$(BIN)/python -m tests.run

faults: .venv/installed-dev ## Cause the full count of faults on both databases and say what was found (FAULT_ROUNDS=..., FAULT_SEED=...)
	@$(BIN)/python -m tests.faults

states: .venv/installed-dev ## Look at every state of every page in every way, with scripts and without (some 6 minutes)
	FQA_EVERY_STATE=1 $(BIN)/python -m pytest -q -n 2 --dist worksteal tests/browser

screenshots: .venv/installed-dev ## Take a picture of every state of every page into build/screenshots, and the README's again
	FQA_SCREENSHOTS=build/screenshots $(BIN)/python -m pytest -q -n 2 tests/browser/test_states.py -k fit_for_everybody
	cp build/screenshots/readme/*.png docs/screenshots/

check: .venv/installed-dev ## Check style, types, import contracts and the house rules
	$(BIN)/ruff check fqa_forms nlp tests migrations bench
	$(BIN)/ruff format --check fqa_forms nlp tests migrations bench
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/house_rules

bench: .venv/installed-dev ## Measure speed, each figure against its floor
	@$(BIN)/python -m bench

bench-batch: .venv/installed-dev ## Measure scoring many records (1 and 2 processes, a Dask cluster), into docs/batch.md (BATCH_RECORDS=...)
	@$(BIN)/python -m bench.batch

lock: .venv/installed ## Pin again what requirements.in and requirements-dev.in ask for
	$(BIN)/uv pip compile --python-version 3.11 requirements.in -o requirements.txt
	$(BIN)/uv pip compile --python-version 3.11 requirements-dev.in -c requirements.txt -o requirements-dev.txt

clean: ## Take away what was installed (the database stays)
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build

upgrade: .venv/installed
	@echo "Bringing the database up to date"
	@$(FLASK) db upgrade

load-demo: $(UPGRADED)
	@echo "Loading demonstration data"
	@FQA_DEMO=1 $(BIN)/flask --app fqa_forms.app load-demo

instance/.upgraded: .venv/installed $(MIGRATIONS)
	@mkdir -p instance
	@$(MAKE) --no-print-directory upgrade
	@touch $@

instance/.demo-loaded: | $(UPGRADED)
	@$(MAKE) --no-print-directory load-demo
	@touch $@

.venv/uv:
	@python=$$(command -v python3.11 || command -v python3) && \
	  $$python -c 'import sys; sys.exit(sys.version_info[:2] < (3, 11))' || \
	  { echo "FQA Forms needs Python 3.11 or newer, as python3.11 or python3." >&2; exit 1; }; \
	  echo "Making .venv with $$python"; $$python -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@

# What is there for developers stays when requirements.txt changes.
.venv/installed: requirements.txt | .venv/uv
	@echo "Installing what the service needs (about 400 MB, a minute or two the first time)"
	@$(BIN)/uv pip sync --compile-bytecode --python $(BIN)/python $$(test -e .venv/installed-dev && echo requirements-dev.txt || echo requirements.txt)
	@touch $@

.venv/installed-dev: requirements-dev.txt requirements.txt | .venv/uv
	@echo "Installing what the tests need"
	@$(BIN)/uv pip sync --compile-bytecode --python $(BIN)/python requirements-dev.txt
	@touch .venv/installed $@

-include nlp/Makefile.inc
