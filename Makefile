# make run · make demo · make test · make check · make bench · make lock
#
# A bare machine with Python 3.11 or newer is enough: the first run makes .venv and installs the locked
# dependencies, checked against their hashes; the next ones start at once.

SHELL := /bin/bash
.DEFAULT_GOAL := help

# python3 where it will do, else the newest of those we test on.
PYTHON ?= $(shell for candidate in python3 python3.13 python3.12 python3.11 python; do \
	if $$candidate -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	echo $$candidate; break; fi; done)

VENV := .venv
IN_VENV := $(VENV)/bin/python
PIP := $(IN_VENV) -m pip --disable-pip-version-check
READY := $(VENV)/.ready
READY_FOR_TESTS := $(VENV)/.ready-for-tests
PEER := .venv-bench

.PHONY: help run demo practice test check format bench screenshots lock clean

help: ## What can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 20

run: $(READY) ## The Telegram bot where TELEGRAM_BOT_TOKEN is set, else a rehearsal right here
	@exec $(IN_VENV) bot.py run

demo: $(READY) ## The bot in the browser, without Telegram
	@exec $(IN_VENV) -m demo

practice: $(READY) ## A rehearsal in this terminal
	@exec $(IN_VENV) bot.py practice

test: $(READY_FOR_TESTS) ## Every test
	$(IN_VENV) -m pytest -n auto --dist loadfile

check: $(READY_FOR_TESTS) ## Style and types; the tests check the scenarios, whole
	$(IN_VENV) -m ruff check .
	$(IN_VENV) -m ruff format --check .
	$(IN_VENV) -m mypy --strict

format: $(READY_FOR_TESTS) ## Mend what ruff can mend
	$(IN_VENV) -m ruff check --fix .
	$(IN_VENV) -m ruff format .

# weights.py learns and writes: a measure must leave what it measures as it is. public_sets.py wants data we may not ship.
# kills.py takes an hour, fuzz.py ten minutes.
MEASURES := $(filter-out benchmarks/weights.py benchmarks/public_sets.py benchmarks/kills.py benchmarks/fuzz.py,$(sort $(wildcard benchmarks/*.py)))

BENCH ?=

bench: $(READY_FOR_TESTS) $(PEER)/.ready ## Every benchmark, in an hour; in some minutes with BENCH=--quick
	@set -e; for benchmark in $(MEASURES); do echo "== $$benchmark"; $(IN_VENV) $$benchmark; done
	@echo "== beside bare echo bots"; $(IN_VENV) -m benchmarks.bench $(BENCH)

screenshots: $(READY_FOR_TESTS) ## Pictures of a rehearsal in each language and of the coaches' pages, into docs/screenshots
	$(IN_VENV) -m tests.demo.screenshots
	$(IN_VENV) -m tests.web.screenshots

# An echo bot to be measured beside, in a folder of its own: it is no part of the product.
$(PEER)/.ready: benchmarks/bench/requirements.txt | $(IN_VENV)
	@$(IN_VENV) -m venv $(PEER)
	@$(PEER)/bin/python -m pip --disable-pip-version-check install --quiet -r benchmarks/bench/requirements.txt
	@touch $@

lock: $(READY_FOR_TESTS) ## Lock the dependencies anew from requirements*.in
	$(PIP) install --quiet uv
	$(IN_VENV) -m uv pip compile --upgrade --generate-hashes --universal --python-version 3.11 requirements.in -o requirements.lock
	$(IN_VENV) -m uv pip compile --upgrade --generate-hashes --universal --python-version 3.11 requirements-postgres.in -o requirements-postgres.lock
	$(IN_VENV) -m uv pip compile --upgrade --generate-hashes --universal --python-version 3.11 requirements-whisper.in -o requirements-whisper.lock
	$(IN_VENV) -m uv pip compile --upgrade --generate-hashes --universal --python-version 3.11 requirements-dev.in -o requirements-dev.lock

clean: ## Forget the virtual environment and every cache; data/ stays
	rm -rf $(VENV) $(PEER) .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(IN_VENV):
	@if [ -z "$(PYTHON)" ]; then echo "Jasette needs Python 3.11 or newer; none was found." >&2; exit 1; fi
	$(PYTHON) -m venv $(VENV)

$(READY): requirements.lock | $(IN_VENV)
	@echo "Installing what the bot needs into $(VENV), once."
	@$(PIP) install --quiet --require-hashes -r requirements.lock
	@touch $@

$(READY_FOR_TESTS): requirements-dev.lock $(READY) | $(IN_VENV)
	@echo "Installing what the tests and checks need besides."
	@$(PIP) install --quiet --require-hashes -r requirements-dev.lock
	@touch $@
