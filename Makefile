PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
export PORT

.DEFAULT_GOAL := help
.PHONY: help run test check bench format lint types contracts templates translations strings goldens lock clean

help: ## Show what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "PIN needs Python 3.11 or newer; this one is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12")'
	@$(PYTHON) -m venv $(VENV) || { echo "PIN could not make a virtual environment: install your system's python3-venv package."; exit 1; }
	@touch $@

$(VENV)/.installed: $(VENV)/.python requirements.txt pyproject.toml hatch_build.py
	@echo "Installing PIN and its pinned dependencies ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt || \
	  { echo "A dependency could not be installed. On a machine without ready-made packages for its processor a C compiler is needed (Debian: build-essential)."; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.tested: $(VENV)/.installed requirements-test.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@

CATALOGUES := $(wildcard pin_app/translations/*/LC_MESSAGES/*.po)
%.mo: %.po $(VENV)/.installed
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@ --locale $(word 3,$(subst /, ,$<))

ready: $(VENV)/.installed $(CATALOGUES:.po=.mo)

run: ready ## Serve PIN with its demo on http://127.0.0.1:$PORT
	@$(BIN)/pin run --port $(PORT)

test: ready $(VENV)/.tested ## Run the whole suite
	@$(BIN)/python -m pytest -q --numprocesses 2 --dist loadfile --no-loadscope-reorder $(TESTS)

thorough: ready $(VENV)/.tested ## The suite, with what says again slowly what shorter tests say
	@$(BIN)/python -m pytest -q -m '' --hypothesis-profile=searching --numprocesses 2 --dist loadfile --no-loadscope-reorder $(TESTS)

check: format lint types contracts templates translations test ## Everything that must hold before a commit

format: $(VENV)/.tested
	$(BIN)/ruff format --check .
lint: $(VENV)/.tested
	$(BIN)/ruff check .
types: $(VENV)/.tested
	$(BIN)/mypy
contracts: $(VENV)/.tested
	$(BIN)/lint-imports
templates: $(VENV)/.tested
	$(BIN)/djlint templates --lint --quiet
translations: $(VENV)/.tested
	$(BIN)/python -m pytest -q tests/house/test_translations.py

strings: ready $(VENV)/.tested ## Bring the catalogues up to date with code and templates
	$(BIN)/pybabel --quiet extract -F babel.cfg -k _l -k _n:1,2 --no-location --sort-output --omit-header -o messages.pot pin_app templates
	for language in it ur; do $(BIN)/pybabel --quiet update -i messages.pot -d pin_app/translations -l $$language --no-fuzzy-matching --ignore-pot-creation-date --ignore-obsolete --no-wrap; done
	rm messages.pot

goldens: ready $(VENV)/.tested ## Write the golden files of all mails anew, in three languages
	$(BIN)/python -m tests.mail.goldens

bench: ready $(VENV)/.tested ## Measure quality and cost
	$(BIN)/python -m benchmarks

lock: $(VENV)/.tested ## Pin the dependencies anew, with hashes and without any index address
	$(BIN)/pip-compile --quiet --strip-extras --allow-unsafe --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-options --output-file requirements.txt pyproject.toml requirements.in
	$(BIN)/pip-compile --quiet --strip-extras --allow-unsafe --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-options --extra test --constraint requirements.txt --output-file requirements-test.txt pyproject.toml

clean: ## Remove what was built, never the data
	rm -rf $(VENV) dist build
