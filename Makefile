# Everything a newcomer needs. `make` alone lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock"
# What the editable install was made from; a change to it makes it again.
PACKAGE := pyproject.toml

.DEFAULT_GOAL := help
.PHONY: help setup demo test check static docs bench lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/dev.stamp ## install the package and its development tools into .venv

demo: $(VENV)/base.stamp ## show the register of duties of the model act
	@mkdir -p build
	$(BIN)/dutybook demo -o build/demo.html

test: static ## check everything, then run all tests with branch coverage
	$(BIN)/pytest --numprocesses auto --cov --cov-report=term

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

bench: $(VENV)/dev.stamp ## print the reader's figures on the collection beside the repository
	set -e; for script in $$(grep -l __main__ benchmarks/*.py); do $(BIN)/python $$script; done

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
	touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(PACKAGE) | $(BIN)/python
	$(PIP) install --quiet --require-hashes --no-deps -r requirements/dev.txt
	$(PIP) install --quiet --no-deps --no-build-isolation -e .
	touch $@ $(VENV)/base.stamp
