# Vaekst: `make` lists the words. Each does its own set-up; Python 3.11+ and make are all it needs.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
UV     := $(BIN)/uv

.DEFAULT_GOAL := help
.PHONY: help setup install demo serve test test-fast browser check fix types shape docs bench bench-attribution bench-decisions bench-borrowing spark torture lock messages pds clean

help: ## list these words
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  \033[1mmake %-15s\033[0m %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(UV):
	$(PYTHON) -c 'import sys; sys.exit("Vaekst needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 ...") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.8'

$(VENV)/.run: requirements.lock pyproject.toml | $(UV)
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml tools/browser.sh | $(UV)
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-deps -e .
	sh tools/browser.sh $(BIN)
	@touch $@ $(VENV)/.run

setup: $(VENV)/.dev ## install all that development needs, browser included

install: $(VENV)/.run ## what running Vaekst needs, and no more

demo: $(VENV)/.run ## a made-up bicycle shop in your browser
	VAEKST_HOME=$${VAEKST_HOME:-$(CURDIR)/data} $(BIN)/vaekst demo --serve

serve: $(VENV)/.run ## your own brands in your browser
	$(BIN)/vaekst serve

test: $(VENV)/.dev check ## all that CI does: style, types, shape, tests, browser journeys
	$(BIN)/python -m pytest -n 2 --cov --cov-report=term:skip-covered
	$(BIN)/python -m coverage report --include='src/vaekst/core/*' --fail-under=100 --skip-covered --show-missing
	$(BIN)/python -m pytest tests/browser -m browser -n 0 -q

test-fast: $(VENV)/.dev ## the tests without browser and coverage
	$(BIN)/python -m pytest -n 2 -q

browser: $(VENV)/.dev ## the browser journeys alone
	$(BIN)/python -m pytest tests/browser -m browser -n 0

check: $(VENV)/.dev ## style, types and the shape of the house
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

fix: $(VENV)/.dev ## format, and mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: $(VENV)/.dev ## collect what people read into the Danish catalogue, and compile it
	$(BIN)/python tools/messages.py

docs: $(VENV)/.dev ## write the reference pages anew from the code
	$(BIN)/python tools/reference.py

bench: $(VENV)/.dev ## slow measurements: timings as ratios, page speed, simulations
	$(BIN)/python -m benchmarks $(ARGS)

bench-attribution: $(VENV)/.dev ## attribution against other programs, over 1 and 10 million touches (half an hour)
	$(BIN)/python -m benchmarks.attribution $(ARGS)

bench-decisions: $(VENV)/.dev ## rules for weekly decisions against each other, GrowthBook's among them (an hour)
	test -d build/gbstats || $(UV) venv --quiet build/gbstats
	$(UV) pip install --quiet --python build/gbstats 'gbstats==0.8.0' 'pandas<2' 'numpy<2' nbformat
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m benchmarks.decisions $(ARGS)

bench-borrowing: $(VENV)/.dev ## what borrowing strength brings, and what it costs where there is nothing to borrow (half an hour)
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m benchmarks.borrowing $(ARGS)

pds: ## a real Bluesky server for the tests, from npm (needs Node; some minutes)
	mkdir -p build/pds && cp tests/sources/pds/package.json build/pds/
	cd build/pds && npm install --no-fund --no-audit

torture: $(VENV)/.dev ## kill imports, damage files, fill the disk; nothing may be lost or wrong in silence
	$(BIN)/python -m torture

spark: $(VENV)/.dev ## the same figures from Spark, in this process; needs Java 17, installs 450 MB
	$(UV) pip install --quiet --python $(BIN)/python 'pyspark>=4,<5'
	$(BIN)/python -m pytest tests/lake/test_engines.py -n 0 -v

lock: $(UV) ## renew the hashed locks
	$(UV) pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -U -o requirements.lock
	$(UV) pip compile pyproject.toml --group dev --extra google --extra bluesky --extra mastodon --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -U -o requirements-dev.lock

clean: ## forget the installed environment
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .coverage
