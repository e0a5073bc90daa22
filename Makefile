# One command per need, the same for people and CI. Everything goes into .venv/.
#
# A fresh Debian with Python 3.11 and make is enough; what else is needed, .ci/setup brings.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help demo test check check-python check-panel bench build clean

BIN := .venv/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Bytecode is written once, or each of many processes would compile what it imports anew.
export PYTHONDONTWRITEBYTECODE :=

PANEL := labextension/package.json labextension/yarn.lock labextension/tsconfig.json \
	$(shell find labextension/src labextension/style labextension/schema -type f)
INSTALLED := pyproject.toml install.json labextension/hatch_build.py $(PANEL) \
	$(wildcard gofigr_jupyter/server_extension/config/*.json)

help: ## List the commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

demo: .venv/demo ## Run the quickstart notebook and show what was kept
	@gofigr-jupyter demo

test: .venv/ready ## Set up all that the tests need and run every test
	@.ci/setup system
	@.ci/setup node
	cd labextension && jlpm test
	python -m pytest -n 2 --dist loadfile --no-loadscope-reorder --reruns 2 -r fER $(UNTIL:%=--until=%)

check: .venv/ready ## Lint, format and types, in Python and TypeScript
	@.ci/setup node
	@$(MAKE) --no-print-directory --jobs=2 --output-sync check-python check-panel

check-python:
	ruff check .
	ruff format --check .
	mypy

check-panel:
	cd labextension && jlpm check

bench: .venv/ready ## Run the benchmarks
	python -m pytest tests/benchmarks tests/ui -o python_files='bench_*.py' -o python_functions='bench_*' -s

build: .venv/ready ## Make the wheel in dist/
	python -m pip wheel --quiet --no-deps --wheel-dir dist .
	@echo "The wheel is in dist/."

clean: ## Remove all that the commands made
	rm -rf .venv .demo dist test-results gofigr_jupyter/labextension labextension/lib \
		labextension/node_modules labextension/.yarn .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/demo: $(INSTALLED)
	@.ci/setup demo
	@touch $@

.venv/ready: $(INSTALLED)
	@.ci/setup python
	@touch .venv/demo $@
