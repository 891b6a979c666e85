# Two commands matter: `make run` and `make test`. Everything they need they set up themselves.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PY := .venv/bin/python
export DATA_DIR ?= $(CURDIR)/data
PORT ?= 8000

.PHONY: help run test test-long test-pythons lint format bench messages tools clean

help:  ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

.venv/ready: requirements.lock .ci/venv
	@.ci/venv

run: .venv/ready  ## set everything up and serve the demo site on http://localhost:8000
	@DEBUG=$${DEBUG:-1} BASE_URL=$${BASE_URL:-http://localhost:$(PORT)} $(PY) manage.py run_site --port $(PORT)

tools: .venv/ready
	@.ci/tools

test: tools  ## all tests but tests/long, browser tests included
	@$(PY) -m pytest -n auto --maxprocesses 4 --dist worksteal $(ARGS)

test-long: tools  ## load, kills, fuzz, every page in every mode
	@$(PY) -m pytest tests/long --override-ini 'addopts=-p tests.environment --strict-markers --strict-config --reuse-db -ra' --timeout 1200 $(ARGS)

bench: .venv/ready  ## the benchmarks, as ratios side by side
	@$(PY) -m pytest tests/benchmarks --override-ini 'addopts=-p tests.environment --reuse-db -ra -s' --timeout 1200 $(ARGS)

test-pythons:  ## search and Dutch on Python 3.12 and 3.13, where those can be had
	@.ci/pythons

lint: tools  ## format, lint, types, import rules, migrations, translations
	@.ci/checks

format: .venv/ready
	@$(PY) -m ruff format . && $(PY) -m ruff check --fix . ; .venv/bin/djade --target-version 5.2 $$(git ls-files 'templates/*.html')

messages: tools  ## rebuild the Dutch catalogue from the sources
	@DEBUG=1 $(PY) -m tests.catalogue

clean:  ## throw away the environment and the demo's data
	rm -rf .venv data
