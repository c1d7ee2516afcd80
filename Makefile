# Everything a fresh machine with Python 3.11 and make needs: `make run` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
PORT ?= 8501

.PHONY: help setup run test check e2e stress mutants bench night pictures

help:  ## show what there is
	@grep -E '^[a-z0-9]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 8

setup: $(VENV)/.running  ## make the environment that running needs

$(VENV)/.running: requirements.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "hrgl needs Python 3.11 or newer")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/.testing: requirements-dev.txt requirements-scale.txt requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@ $(VENV)/.running

$(VENV)/.benching: bench/requirements.txt requirements-dev.txt requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r bench/requirements.txt
	touch $@ $(VENV)/.testing $(VENV)/.running

run: $(VENV)/.running  ## start the dashboard; on an empty database with the demonstration edition
	$(BIN)/python -m hrgl serve --demonstration --port $(PORT)

test: $(VENV)/.testing  ## run all tests but those in the browser and the stress tests
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder -m "not e2e and not stress"

check: $(VENV)/.testing  ## formatting, linting (Python and JavaScript), types, the direction of imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/oxlint
	$(BIN)/mypy
	$(BIN)/lint-imports

e2e: $(VENV)/.testing  ## the journeys in Chromium (HRGL_CHROMIUM names the browser)
	$(BIN)/python -m pytest -n 2 --dist loadfile -m e2e tests/e2e $(ARGS)

night: $(VENV)/.testing  ## how many acts a scripted facilitator needs at the desk (ARGS=--json)
	$(BIN)/python -m bench.facilitator $(ARGS)

pictures: $(VENV)/.testing  ## take the pictures of docs/guide anew (ARGS="desk words" for some)
	$(BIN)/python -m tools.pictures $(ARGS)

stress: $(VENV)/.testing  ## sixteen processes at once, and servers killed under load (HRGL_TEST_KILLS)
	$(BIN)/python -m pytest -s -m stress tests/stress

mutants: $(VENV)/.testing  ## small deliberate faults in the rules: how many the tests notice (MODULE=themes.themes)
	nice -n 10 $(BIN)/python -m tests.mutants $(MODULE)

bench: $(VENV)/.benching  ## measured comparisons
	$(BIN)/python -m bench.cutting
	$(BIN)/python -m bench.clustering
	$(BIN)/python -m bench.learning
	$(BIN)/python -m bench.doubt
	$(BIN)/python -m bench.support
	$(BIN)/python -m bench.same
	$(BIN)/python -m bench.names
	$(BIN)/python -m bench.memory
	$(BIN)/python -m bench.embedding
	$(BIN)/python -m bench.scale
	$(BIN)/python -m bench.pages
	$(BIN)/python -m bench.desk
	$(BIN)/python -m bench.load --backup
	$(BIN)/python -m bench.meeting
	$(BIN)/python -m bench.document
	$(BIN)/python -m bench.door
	$(BIN)/python -m bench.attacks
	$(BIN)/python -m bench.crowd
