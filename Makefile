# Two commands do it all: `make run` and `make test`. `make help` lists the rest.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)
export PYTHONPATH := $(CURDIR):$(CURDIR)/site
POSTGRES ?= postgres://postgres@127.0.0.1:5432/postgres

.DEFAULT_GOAL := help
.PHONY: help run test lint bench demo import reset lock messages

help: ## List the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

$(VENV)/.run: requirements.txt
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements.txt requirements-dev.txt
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt -r requirements-dev.txt
	@touch $@ $(VENV)/.run

run: $(VENV)/.run ## Start the site and its worker; the first time with demo data
	@exec $(PY) manage.py run

test: $(VENV)/.dev lint ## Lint, then every test: on SQLite, and on PostgreSQL where one answers
	@$(PY) tests/run.py

lint: $(VENV)/.dev ## ruff, mypy, import-linter, templates, migrations, translations, house rules
	@$(PY) manage.py messages --compile
	ruff check .
	ruff format --check .
	lint-imports --no-logo
	djlint site products mentoring --lint --quiet
	$(PY) manage.py makemigrations --check --dry-run
	$(PY) manage.py messages --check
	$(PY) manage.py check --fail-level WARNING
	mypy

bench: $(VENV)/.dev ## Measure CPU per request against a plain Django view (needs PostgreSQL and Redis)
	@$(PY) tests/bench/run.py $(ARGS)

demo: $(VENV)/.run ## Build a demo of any size: make demo ARGS="--businesses 300 --products 20000 --seed 1"
	@$(PY) manage.py setup && $(PY) manage.py demo $(ARGS)

import: $(VENV)/.run ## Import a catalogue: make import ARGS="usaha.csv produk.csv --photos foto/"
	@$(PY) manage.py import_catalogue $(ARGS)

reset: ## Throw away the development database and its uploads
	rm -rf var && find media -mindepth 1 ! -name .gitignore -delete

lock: $(VENV)/.dev ## Pin the newest allowed releases, with hashes
	$(PY) -m pip install --quiet uv
	uv pip compile --universal --generate-hashes --python-version 3.11 --no-header --no-annotate -q -U -o requirements.txt pyproject.toml
	uv pip compile --universal --generate-hashes --python-version 3.11 --no-header --no-annotate -q -U --group dev -c requirements.txt -o requirements-dev.txt

messages: $(VENV)/.dev ## Collect what people read into the English catalogue
	@$(PY) manage.py messages
