# The commands of the archive. Each makes what it needs; nothing else has to be installed by hand beyond
# Python 3.11 or newer with venv, make and git.

PYTHON ?= python3
SIZE ?= 10k
WHAT ?= table
MINUTES ?= 30
export PORT PYTHON

.PHONY: help need-python serve test bench manage format messages lock

help:
	@echo "make serve           the archive on http://127.0.0.1:8000 (PORT=8001 for another port)"
	@echo "make test            everything that CI checks (SUITES='lint sqlite' for a part of it)"
	@echo "make bench           the performance table (SIZE=10k, 100k, 1m or 10m; WHAT=table, start, writes, soak or growth)"
	@echo "make manage DO=...   a management command in the environment of make serve"
	@echo "make format          put the code into its standard form"
	@echo "make messages        bring the catalogues of translations up to date and compile them"
	@echo "make lock            write the lock files anew from requirements*.txt"

need-python:
	@command -v $(PYTHON) >/dev/null || { echo "archive: there is no $(PYTHON); Python 3.11 or newer is needed." >&2; exit 1; }

serve: need-python
	@exec $(PYTHON) deploy/serve.py

manage: need-python
	@$(PYTHON) deploy/serve.py $(DO)

test: need-python
	@$(PYTHON) deploy/install.py requirements-dev.lock
	@exec .venv/bin/python tests/run.py $(SUITES)

bench: need-python
	@$(PYTHON) deploy/install.py requirements-dev.lock
	@exec .venv/bin/python -m bench.run $(SIZE) --what $(WHAT) --minutes $(MINUTES)

format: need-python
	@$(PYTHON) deploy/install.py requirements-dev.lock
	@.venv/bin/python tests/run.py format

messages: need-python
	@$(PYTHON) deploy/install.py requirements-dev.lock
	@.venv/bin/python tests/catalogues.py

lock: need-python
	@$(PYTHON) deploy/install.py requirements-dev.lock
	@for name in requirements requirements-dev; do \
		.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
			--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
			--output-file $$name.lock $$name.txt || exit 1; \
	done
