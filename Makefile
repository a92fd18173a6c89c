# Two commands matter: `make report` and `make test`. Each does its own set-up.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
OUT ?= data/reports/default
# Only a stamp from this file list is trusted: a changed dependency installs again.
DEPENDS := pyproject.toml constraints.txt
export MPLBACKEND := Agg
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help report test lint types walls docs pytest notebooks check-measures check-evaluation check-readme measures evaluation readme soak models benchmarks lab clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.report: $(DEPENDS) | $(VENV)/bin/python
	$(BIN)/python -m pip install -q -c constraints.txt -e '.[html,exports]'
	@touch $@

$(VENV)/.dev: $(DEPENDS) | $(VENV)/bin/python
	$(BIN)/python -m pip install -q -c constraints.txt -e '.[corpora,html,exports,shifts,models,lab,dev]'
	@touch $@ $(VENV)/.report

report: $(VENV)/.report ## the default report, in data/reports/default/
	$(BIN)/newsresearch report --out $(OUT)

test: lint types walls docs pytest notebooks check-measures check-evaluation check-readme ## everything that checks the package

lint: $(VENV)/.dev ## ruff: style and form
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev ## mypy: types
	$(BIN)/mypy

walls: $(VENV)/.dev ## import-linter: data flows one way
	$(BIN)/lint-imports

docs: $(VENV)/.dev ## interrogate: every public name has a docstring
	$(BIN)/interrogate -q newsresearch

pytest: $(VENV)/.dev ## tests and the examples in docstrings
	$(BIN)/python -m pytest -q

notebooks: $(VENV)/.dev ## run every notebook
	$(BIN)/python -m pytest -q -o addopts= --nbmake --nbmake-timeout=600 nbs

check-measures: $(VENV)/.dev ## recompute a sample of data/measures and compare
	$(BIN)/python data/measures/build.py --check

check-evaluation: $(VENV)/.dev ## recompute the cheap part of data/evaluation and compare
	$(BIN)/python data/evaluation/build.py --check

check-readme: $(VENV)/.dev ## compare the README's numbers with what their commands print
	$(BIN)/python tests/benchmarks/readme.py --check

readme: $(VENV)/.dev ## write the README's numbers and figure
	$(BIN)/python tests/benchmarks/readme.py

measures: $(VENV)/.dev ## rebuild data/measures from the corpora
	$(BIN)/python data/measures/build.py

evaluation: $(VENV)/.dev ## rebuild data/evaluation from the labelled sets
	$(BIN)/python data/evaluation/build.py

models: $(VENV)/.dev ## retrain the shipped weights from the labelled sets
	$(BIN)/python -m newsresearch.models

benchmarks: $(VENV)/.dev ## timings and simulations; no test depends on them
	$(BIN)/python -m pip install -q 'rouge-score>=0.1.2'
	$(BIN)/python tests/benchmarks/loading.py
	$(BIN)/python tests/benchmarks/pages.py
	$(BIN)/python tests/benchmarks/memory.py
	$(BIN)/python tests/benchmarks/summaries.py
	$(BIN)/python tests/benchmarks/substance.py
	$(BIN)/python tests/benchmarks/statements.py
	$(BIN)/python tests/benchmarks/idioms.py
	$(BIN)/python tests/benchmarks/offices.py

soak: $(VENV)/.dev ## 100,000 mutated pages: nothing lost, nothing raised
	$(BIN)/python tests/benchmarks/soak.py --inputs 100000

lab: $(VENV)/.dev ## open JupyterLab on the notebooks
	$(BIN)/jupyter lab --notebook-dir=nbs

clean: ## remove what can be rebuilt
	rm -rf $(VENV) data/reports .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
