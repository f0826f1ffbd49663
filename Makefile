# Two commands do everything on a fresh Debian machine: `make run` and `make test`.
# Scripts hold what is longer than a line; settings are environment variables (see README.md).

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test look chaos bench wander check pictures services serve relay receive migrate lock clean environment tools

python := .venv/bin/python
compile := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate

help: ## List what can be made
	@echo 'make run and make test do everything on a fresh machine. The rest:'
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-9s %s\n", $$1, $$2 }' Makefile

run: environment ## Run portal, relay and receiver together on http://127.0.0.1:8000 (Ctrl-C stops them)
	@exec $(python) -m app dev

test: tools ## Run every test, after `services`; more words for pytest go in ARGS='...'
	@exec scripts/test $(ARGS)

chaos: tools ## Send while everything is killed, then count what arrived (CONFIRMED=1000 SEED=1 SECONDS=3600)
	@scripts/services
	@exec $(python) -m tests.chaos $(if $(CONFIRMED),--confirmed $(CONFIRMED)) $(if $(SEED),--seed $(SEED)) \
		$(if $(SECONDS),--seconds $(SECONDS)) $(if $(PEOPLE),--people $(PEOPLE)) $(if $(COPIES),--copies $(COPIES))

bench: tools ## Measure beside a peer and the ceilings, into docs/performance-runs.md (BACKLOG=20000, QUICK=1 to try it)
	@scripts/services
	@exec $(python) -m bench $(if $(BACKLOG),--backlog $(BACKLOG)) $(if $(QUICK),--quick) $(ARGS)

wander: tools ## Do anything in any order on the pages, for longer than the tests do (ROUNDS=500 SEED=1)
	@scripts/services
	@exec env WANDER_ROUNDS=$(or $(ROUNDS),500) $(python) -m pytest -q tests/wandering $(if $(SEED),--hypothesis-seed=$(SEED))

look: tools ## Look at every page in every state and view (ONLY='its name'; ARGS=--quick or, for the pictures, --keep)
	@scripts/look/checker
	@exec $(python) -m tests.look $(if $(ONLY),--only '$(ONLY)') $(ARGS)

check: tools ## Check style, types, the direction of imports, licences and known flaws of libraries
	$(python) -m ruff check
	$(python) -m ruff format --check
	$(python) -m mypy
	.venv/bin/lint-imports
	$(python) scripts/asvs.py
	$(python) scripts/inventory.py
	$(python) scripts/audit.py

pictures: tools ## Take the pictures of README.md and docs/tour.md anew (needs Chromium)
	@exec $(python) -m tests.tour

services: environment ## Find PostgreSQL, RabbitMQ, browsers, age and what makes PDFs, or install them (Debian, root)
	@exec scripts/services

serve: environment ## Run the portal alone
	@exec $(python) -m app serve

relay: environment ## Run the relay alone: it carries sealed messages to the hub
	@exec $(python) -m app relay

receive: environment ## Run the hub's receiver alone: it opens and files them
	@exec $(python) -m app receive

migrate: environment ## Bring the database at DATABASE_URL up to date
	@exec $(python) -m app migrate

lock: ## Compile the requirements files again after a change in pyproject.toml (needs uv)
	@command -v uv > /dev/null || { echo 'uv is missing: install it with "pip install uv".' >&2; exit 1; }
	$(compile) pyproject.toml -o requirements.txt
	$(compile) --group dev pyproject.toml -c requirements.txt -o requirements-dev.txt

clean: ## Remove the environment and every cache; var/ and its referrals stay
	rm -rf .venv build .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

environment:
	@scripts/environment requirements.txt

tools:
	@scripts/environment requirements-dev.txt
