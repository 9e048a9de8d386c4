# Everything happens in .venv, which the first target makes from nothing but Python and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PEERS := .venv-peers
PURE := model estimates screening optimizer analysis report

.PHONY: help plan test check audit format bench bench-peers docs fuzz clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev]"
	@touch $(READY)

plan: $(READY) ## print the plan of a shipped scenario
	@$(BIN)/vehicleplan plan scenarios/mid-market-launch.toml

test: $(READY) ## run all tests
	$(BIN)/python -m pytest -n auto

check: $(READY) audit ## format, lint, types, import rules, known vulnerabilities, coverage of the pure rooms by their tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n auto $(PURE:%=tests/%) $(PURE:%=--cov=vehicleplan.%) --cov-branch \
		--cov-report=term:skip-covered --cov-fail-under=93

audit: $(READY) ## look for known vulnerabilities of dependencies
	@$(BIN)/python tests/security/audit.py

format: $(READY) ## put the code into its format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(READY) ## measure speed and memory, beside the peers that bench-peers has installed
	$(BIN)/python benchmarks/bench.py

bench-peers: benchmarks/peers.txt benchmarks/peers-harlequin.txt benchmarks/peers-posting.txt ## install what bench compares with
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --requirement benchmarks/peers.txt
	for peer in harlequin posting; do \
		$(PYTHON) -m venv $(PEERS)/$$peer && \
		$(PEERS)/$$peer/bin/python -m pip install --quiet --disable-pip-version-check \
			--requirement benchmarks/peers-$$peer.txt || exit 1; \
	done

docs: $(READY) ## make the generated pages anew
	$(BIN)/python tests/errors/make_page.py
	$(BIN)/python tests/docs/make_fields.py
	$(BIN)/python tests/docs/make_pictures.py

fuzz: $(READY) ## try bad input on every reader for FUZZ_SECONDS, 600 where left out
	$(BIN)/python tests/fuzz/run.py

clean: ## remove what the targets made
	rm -rf $(VENV) $(PEERS) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
