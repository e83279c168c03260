# Two commands matter: `make run` and `make test`. Both set up all they need from Python, make and git alone.

UV_VERSION := 0.13.9
PYTHON     ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
                $$p -c 'import sys; assert sys.version_info >= (3, 11); print(sys.executable)' 2>/dev/null && break; done)
TOOLS      := .tools
UV         := $(TOOLS)/bin/uv
BIN        := .venv/bin
WEB        := $(BIN)/python tools/frontend.py

export UV_PYTHON := $(PYTHON)
export UV_PYTHON_DOWNLOADS := never

# Tests start hundreds of processes: what one of them has compiled the next need not compile again.
unexport PYTHONDONTWRITEBYTECODE

# Where and how `make run` and `make dev` serve; what is left empty has the default of `deskbell serve`.
HOST ?=
PORT ?=
DATA ?=
SERVE = $(if $(HOST),--host $(HOST)) $(if $(PORT),--port $(PORT)) $(if $(DATA),--data $(DATA))

# Half of a test is waiting, for a disk, a page or a server: one more than there are cores keeps them busy.
TESTS_AT_ONCE ?= $(shell expr 1 + $$(nproc 2>/dev/null || echo 2))

.DEFAULT_GOAL := help
.PHONY: help run dev test check fmt bench video lighthouse migrate ready sync api docs clean check-python check-web check-generated

help: ## Show this list
	@echo 'make COMMAND [PORT=8000] [HOST=127.0.0.1] [DATA=./deskbell-data]'
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ready ## Set up what is missing and serve Deskbell
	@$(BIN)/deskbell serve $(SERVE)

dev: sync ## Serve, and build and restart at every change
	@$(BIN)/python tools/dev.py $(SERVE)

test: sync ## Run all checks and all tests
	@$(MAKE) --no-print-directory --jobs=2 check
	@$(BIN)/python tests/browser/chromium.py
	$(BIN)/pytest --numprocesses $(TESTS_AT_ONCE) --dist loadfile --no-loadscope-reorder
	$(WEB) run test

check: check-python check-web check-generated ## Lint, types, floors, generated files

check-python: sync
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/pyright
	$(BIN)/lint-imports

check-web: sync
	$(WEB) run lint
	$(WEB) run types

check-generated: sync
	$(BIN)/python tools/api_types.py --check
	$(BIN)/python tools/docs.py --check

fmt: sync ## Format and fix what can be fixed
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format
	$(WEB) run fmt

bench: sync ## Run the load programs and print their table
	$(BIN)/python -m bench

video: sync ## Record the introduction from the product
	$(BIN)/python -m tools.video

lighthouse: sync ## Measure the Console's pages with Lighthouse
	$(BIN)/python tools/lighthouse.py

migrate: ready ## Bring the database to this version's tables
	@$(BIN)/deskbell migrate $(if $(DATA),--data $(DATA))

api: sync ## Write the front-end's types from the server's OpenAPI
	$(BIN)/python tools/api_types.py

docs: sync ## Write docs/events.md, frames.md and webhooks.md from the structs
	$(BIN)/python tools/docs.py

clean: ## Remove all that was built or installed here; data stays
	rm -rf $(TOOLS) .venv web/node_modules src/deskbell/web .pytest_cache .ruff_cache .hypothesis

# What serving needs; what the tests need besides stays when it is there already.
ready: $(TOOLS)/uv-$(UV_VERSION)
	@$(UV) sync --locked --quiet --no-dev --inexact \
		$(if $(wildcard .venv),,--compile-bytecode) \
		$(if $(wildcard src/deskbell/web/.built-from),,--reinstall-package deskbell)

# All of it, with the tools of `make check` and `make test`.
sync: $(TOOLS)/uv-$(UV_VERSION)
	@$(UV) sync --locked --quiet
	@$(WEB) build

$(TOOLS)/uv-$(UV_VERSION):
	@test -n '$(PYTHON)' || { echo 'Deskbell needs Python 3.11 or newer. Install it, or name it: make run PYTHON=/path/to/python3' >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo 'This Python comes without venv or pip. Install them first; on Debian and Ubuntu: apt-get install python3-venv' >&2; exit 1; }
	@echo 'Setting up: the first run takes a minute or two.'
	@$(PYTHON) -m venv --clear $(TOOLS)
	@$(TOOLS)/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@
