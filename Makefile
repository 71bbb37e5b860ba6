# Everything a newcomer needs. `make` alone lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock"
# What the editable install was made from; a change to it makes it again.
PACKAGE := pyproject.toml
MIGRATIONS := src/dutybook_web/migrations
PYTEST := $(BIN)/pytest --numprocesses auto
# In a process of their own: the browser's loop and the databases of the other tests do not go together.
BROWSER := tests/web/browser
# The database of the second run of the web tests; it is made and removed by them.
POSTGRES ?= postgresql://postgres@127.0.0.1:5432/postgres
POSTGRES_ANSWERS = $(BIN)/python -c 'import psycopg, sys; psycopg.connect(sys.argv[1], connect_timeout=3)' $(POSTGRES) 2>/dev/null

.DEFAULT_GOAL := help
.PHONY: help setup demo test check static docs messages migrations bench faults schema lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/dev.stamp ## install the package and its development tools into .venv

demo: $(VENV)/base.stamp ## fill a demo installation (in demo-data, once) and serve it at http://127.0.0.1:8000
	DUTYBOOK_DEMO=1 $(BIN)/dutybook-web demo
	DUTYBOOK_DEMO=1 $(BIN)/dutybook-web serve

test: static ## check everything, then run all tests with branch coverage; the web tests on PostgreSQL too
	$(PYTEST) --ignore=$(BROWSER) --cov --cov-report=
	$(PYTEST) $(BROWSER)
	@if $(POSTGRES_ANSWERS); then \
		DUTYBOOK_DATABASE_URL=$(POSTGRES) $(PYTEST) tests/web --ignore=$(BROWSER); \
	elif [ -n "$$CI" ]; then echo "no PostgreSQL at $(POSTGRES): CI needs one" >&2; exit 1; \
	else echo "no PostgreSQL at $(POSTGRES): the web tests ran on SQLite alone"; fi
	$(BIN)/coverage report

check: static ## format, lint, types, import directions and documentation
	$(BIN)/pytest tests/test_docs.py

static: $(VENV)/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

docs: $(VENV)/dev.stamp ## write docs/cli.md from the commands themselves
	$(BIN)/python docs/generate_cli.py
	$(BIN)/python docs/generate_schema.py

messages: $(VENV)/dev.stamp ## bring the Chinese texts of the interface up to date, and say which are missing
	$(BIN)/python docs/translate.py

migrations: $(VENV)/dev.stamp ## write the first migration anew, until the first release; those written by hand stay
	mkdir -p build/migrations && mv $(MIGRATIONS)/0*.py build/migrations
	DUTYBOOK_DEMO=1 $(BIN)/dutybook-web makemigrations dutybook_web --name initial --no-header || mv build/migrations/0001*.py $(MIGRATIONS)
	mv build/migrations/000[2-9]*.py $(MIGRATIONS)
	$(BIN)/ruff format --quiet $(MIGRATIONS)

bench: $(VENV)/dev.stamp ## print the reader's figures on the collection beside the repository
	set -e; for script in $$(grep -l __main__ benchmarks/*.py); do $(BIN)/python $$script; done

faults: $(VENV)/dev.stamp ## kill the server 100 times and attack the record 1,000 times (a few of each run in every test)
	DUTYBOOK_FAULTS=1 $(BIN)/pytest tests/web/faults

schema: $(VENV)/dev.stamp ## send the API many more requests than in every test, as all three roles
	DUTYBOOK_SCHEMA_EXAMPLES=$${DUTYBOOK_SCHEMA_EXAMPLES:-100} $(BIN)/pytest tests/web/api/test_schema.py

lock: $(VENV)/dev.stamp ## choose the newest dependencies that fit, and lock them with their hashes
	$(COMPILE) --upgrade pyproject.toml requirements/build.in --extra web -o requirements/base.txt
	$(COMPILE) --upgrade pyproject.toml requirements/build.in requirements/dev.in --extra pdf --extra portfolio \
		--extra postgres --extra web -c requirements/base.txt -o requirements/dev.txt

clean: ## remove the environment and everything that was generated
	rm -rf $(VENV) build dist .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Dutybook needs Python 3.11 or newer: make PYTHON=python3.12 …" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# Each stamp is newer than what it was made from, so that a second run installs nothing.
$(VENV)/base.stamp: requirements/base.txt $(PACKAGE) | $(BIN)/python
	$(PIP) install --quiet --require-hashes --no-deps -r requirements/base.txt
	$(PIP) install --quiet --no-deps --no-build-isolation -e .
	$(BIN)/python docs/translate.py --compile
	touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(PACKAGE) | $(BIN)/python
	$(PIP) install --quiet --require-hashes --no-deps -r requirements/dev.txt
	$(PIP) install --quiet --no-deps --no-build-isolation -e .
	$(BIN)/python docs/translate.py --compile
	touch $@ $(VENV)/base.stamp
