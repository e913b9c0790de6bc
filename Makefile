# make site   set up and build the archive in seeds/ into site/
# make test   set up (browser too) and run every check
# make help   all targets

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help site serve test stress lint format lock clean browser

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

site: $(VENV)/.run  ## build the archive from seeds/ into site/
	@$(BIN)/python build_archive.py build $(ARGS)

serve: $(VENV)/.run  ## build, serve on this machine, rebuild on changes
	@$(BIN)/python build_archive.py serve $(ARGS)

test: lint browser  ## everything: style, types, tests, browser tests
	@$(BIN)/python -m pytest -n auto -m "not slow" $(ARGS)

stress: browser  ## the long tests: kills, hostile inputs, many generated texts
	@$(BIN)/python -m pytest -m slow $(ARGS)

lint: $(VENV)/.dev  ## ruff and mypy
	@$(BIN)/ruff check -q .
	@$(BIN)/ruff format -q --check .
	@$(BIN)/mypy

format: $(VENV)/.dev  ## rewrite the code in the house's format
	@$(BIN)/ruff check -q --fix . ; $(BIN)/ruff format -q .

browser: $(VENV)/.dev
	@$(BIN)/python tests/browser/install.py

# --no-deps: the lock names every package; what natasha's unused code would want stays out.
$(VENV)/.run: requirements.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing what the archive needs into $(VENV) ..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.txt
	@echo "installing what the tests need into $(VENV) ..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.txt
	@touch $@

# slovnet's Russian model lies inside the natasha package, whose own code is never imported.
UNUSED := pymorphy2 pymorphy2-dicts-ru dawg-python docopt yargy ipymarkup intervaltree sortedcontainers setuptools
LOCK := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate -q

lock:  ## renew requirements.txt and requirements-dev.txt (needs uv)
	uv pip compile $(LOCK) $(foreach p,$(filter-out sortedcontainers,$(UNUSED)),--no-emit-package $(p)) requirements.in -o requirements.txt
	uv pip compile $(LOCK) $(foreach p,$(UNUSED),--no-emit-package $(p)) -c requirements.txt requirements-dev.in -o requirements-dev.txt

clean:  ## remove what can be made again (never seeds, authority files or translations)
	rm -rf site .cache .mypy_cache .ruff_cache .pytest_cache
