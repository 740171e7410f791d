# make demo: install and write the documents of an example into sortie/
# make page: open an example in the browser
# make captures: make pictures of every page of the browser, at three widths, into captures/ (to look at)
# make test: install what tests need and run them
# make bench: measure speed and memory (short; the long version is in docs/performance.md)
# make mutants: change the heart in small ways, one at a time, and list what no test notices (long: docs/mutants.md)
# make fuzz: change files at random and give them to the commands, EXAMPLES of each kind, and every hostile file at every door (long)
# make check: everything that must hold before a change lands

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= auto
MUTANTS ?= *
EXAMPLES ?= 500

.PHONY: demo page captures test bench mutants fuzz check lint types wheel templates schemas cases clean

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	touch $@

demo: $(VENV)/installed
	$(BIN)/clausier rediger - -o sortie < examples/infogerance-non-signee/dossier.yaml

page: $(VENV)/installed
	mkdir -p sortie/page
	test -e sortie/page/glycines || $(BIN)/clausier exemple infogerance-non-signee -o sortie/page/glycines
	$(BIN)/clausier ouvrir sortie/page

captures: $(VENV)/installed-dev
	$(BIN)/python -m tests.page.captures captures

test: $(VENV)/installed-dev
	$(BIN)/python -m pytest -n $(WORKERS)

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed-dev
	$(BIN)/mypy

wheel: $(VENV)/installed-dev
	$(PYTHON) tests/wheel_smoke.py

bench: $(VENV)/installed-dev
	$(BIN)/python -m benchmarks.lot --prestataires 12 --tours 9
	$(BIN)/python -m benchmarks.scale --prestataires 100 --tours 1 --croissance 50 200

mutants: $(VENV)/installed-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[mutants]"
	$(BIN)/mutmut run "$(MUTANTS)"
	$(BIN)/mutmut results
	$(BIN)/mutmut results --all true | sed -E 's/^ *(.*)\.[^.]*: /\1 /' | sort | uniq -c

fuzz: $(VENV)/installed-dev
	CLAUSIER_FUZZ=$(EXAMPLES) CLAUSIER_HOSTILE=tout $(BIN)/python -m pytest tests/fuzz tests/hostile

check: lint types test wheel

templates: $(VENV)/installed
	$(BIN)/python templates/construire.py

schemas: $(VENV)/installed
	rm -rf clauses/schemas
	$(BIN)/clausier bibliotheque schema -o clauses/schemas

cases: $(VENV)/installed-dev
	$(BIN)/python -m tests.regenerate_cases

clean:
	rm -rf $(VENV) build dist sortie mutants .mypy_cache .ruff_cache .pytest_cache
