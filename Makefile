# The doors of the workshop. A fresh machine needs Python 3.11+, Node 20.19+ and make; the rest is fetched.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
unexport PYTHONDONTWRITEBYTECODE # without compiled files every process would compile its libraries anew

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
RUNTIME := $(BIN)/python -m erp.kernel.runtime
DATA := $(or $(AESTHETIX_DATA),var)

# Tests have services, data and ports of their own, so that they never meet a running clinic.
TEST_DATA := $(CURDIR)/var/test
TEST_PORT ?= 8400
TESTING := env -u DATABASE_URL -u DATABASE_OWNER_URL -u REDIS_URL -u S3_ENDPOINT_URL -u REALTIME_URL \
	AESTHETIX_DATA=$(TEST_DATA) AESTHETIX_PORT=$(TEST_PORT) DEMO_TODAY=2026-11-20 DEMO_VISITS=40

PYTHON_READY := .venv/.ready
NODE_READY := web/node_modules/.ready
WEB_READY := web/dist/.ready
WEB_SOURCES := $(shell find web -type f \( -name '*.ts' -o -name '*.vue' -o -name '*.css' -o -name '*.html' -o -name '*.svg' \
	-o -name '*.json' -o -name '*.mjs' \) -not -path '*/node_modules/*' -not -path 'web/dist/*' -not -path 'web/e2e/*' 2>/dev/null)

.PHONY: help demo run ready test lint lint-python lint-web pytest vitest e2e arrows shots chaos reload without-valkey evidence docs lock clean tools

help:
	@echo "make demo    a believable clinic on http://localhost:$(or $(AESTHETIX_PORT),8000), with logins"
	@echo "make run     the product on its data in $(DATA), without demo data"
	@echo "make test    everything that must hold: linters, pytest, vitest, browser stories"
	@echo "make arrows  the import contracts        make shots  every page, theme, language and size"
	@echo "make chaos   kills under load            make reload modules come and go under load"
	@echo "make docs    generated documents         make without-valkey  what a checkout costs without it"
	@echo "make evidence  rounding, attacks, state machines, contention in full size"
	@echo "make clean   remove what was made (data in var included)"

demo: ready
	@exec $(RUNTIME) run --demo

run: ready
	@exec $(RUNTIME) run

# ---- set-up: each step leaves a mark and is skipped while nothing it depends on has changed --------------------------

ready: tools
	@$(MAKE) -s -j2 $(PYTHON_READY) $(NODE_READY)
	@$(MAKE) -s $(WEB_READY)
	@$(BIN)/python -m erp.project.translations

tools:
	@test -n "$(PYTHON)" || { echo "make needs Python 3.11 or newer with its venv module"; exit 1; }
	@command -v node >/dev/null 2>&1 || { echo "make needs Node 20.19 or newer"; exit 1; }
	@node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' \
		|| { echo "make needs Node 20.19 or newer, this is $$(node --version)"; exit 1; }

# uv, itself from the lock, fetches the rest in seconds; where it cannot reach an index that pip knows, pip does it.
$(PYTHON_READY): requirements.lock
	@echo "Python packages …"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@awk '/^uv==/ {found = 1} found {print} found && !/\\$$/ {exit}' requirements.lock > .venv/uv.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r .venv/uv.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --require-hashes -r requirements.lock \
		|| $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@touch $@

$(NODE_READY): web/package-lock.json
	@echo "Web packages …"
	@cd web && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(WEB_READY): $(WEB_SOURCES) $(NODE_READY)
	@echo "Web client …"
	@mkdir -p $(DATA)/log
	@cd web && npm run build --silent > $(abspath $(DATA))/log/web-build.log 2>&1 || { tail -40 $(abspath $(DATA))/log/web-build.log; exit 1; }
	@$(BIN)/python -m whitenoise.compress --quiet --no-brotli web/dist
	@touch $@

lock: requirements.in
	$(BIN)/uv pip compile requirements.in -o requirements.lock --generate-hashes --no-header --no-annotate \
		--no-emit-index-url --universal --python-version 3.11 --quiet

# ---- tests -----------------------------------------------------------------------------------------------------------

test: test-tools ready
	@$(MAKE) -j2 lint-python arrows lint-web vitest
	@$(MAKE) pytest
	@$(MAKE) e2e
	@echo "all green"

.PHONY: test-tools
test-tools:
	@sh .ci/tools

lint: lint-python lint-web

lint-python: ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

lint-web: ready
	cd web && npm run lint --silent
	cd web && npm run typecheck --silent

arrows: ready
	$(BIN)/lint-imports

vitest: ready
	cd web && npm test --silent

pytest: ready
	$(TESTING) $(RUNTIME) exec --services-only -- $(abspath $(BIN))/python -m pytest -n 2 --dist worksteal -q $(PYTEST)

e2e: ready
	@rm -rf $(TEST_DATA)/e2e
	$(TESTING) AESTHETIX_DATA=$(TEST_DATA)/e2e $(RUNTIME) exec --demo -- npm --prefix web run test -w @aesthetix/e2e

shots: ready
	$(TESTING) AESTHETIX_DATA=$(TEST_DATA)/e2e $(RUNTIME) exec --demo -- npm --prefix web run shots -w @aesthetix/e2e

# ---- what holds under fire: each in a clinic of its own --------------------------------------------------------------

UNDER_FIRE = $(TESTING) env -u DEMO_TODAY AESTHETIX_DATA=$(TEST_DATA)/$@ $(RUNTIME) exec --demo -- $(abspath $(BIN))/python -m

# make chaos CHAOS="--kills 5 --checkouts 50" for a short one
chaos: ready
	$(UNDER_FIRE) bench.chaos $(CHAOS)

reload: ready
	$(UNDER_FIRE) bench.reload

without-valkey: ready
	$(UNDER_FIRE) bench.without_valkey

# everything that make test gathers a share of: make evidence EVIDENCE="rounding machines"
evidence: ready
	$(TESTING) AESTHETIX_DATA=$(TEST_DATA) $(RUNTIME) exec --services-only -- $(abspath $(BIN))/python -m bench.evidence $(EVIDENCE)

docs: ready
	$(TESTING) $(RUNTIME) exec --services-only -- $(abspath $(BIN))/python -m erp.project.documents

clean:
	@if [ -f $(DATA)/postgres.path ]; then rm -rf "$$(cat $(DATA)/postgres.path)"; fi
	@for p in $$(find var -name postgres.path 2>/dev/null); do rm -rf "$$(cat $$p)"; done
	rm -rf .venv web/node_modules web/*/node_modules web/dist var .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
