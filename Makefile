# make demo | test | check | docs | workbench | wheel | train DATA=… | bench DATA=… | bench-archive DATA=… | bench-workbench | accuracy DATA=…
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
OUT ?= out/demo
DATA ?=
SEED ?= 13

.PHONY: demo test check docs workbench page screenshots wheel train bench bench-archive bench-workbench accuracy clean

$(BIN)/truceline: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $(BIN)/truceline

$(VENV)/dev: $(BIN)/truceline pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	touch $(VENV)/dev

PAGE := src/truceline/serve/page/index.html
PAGE_SOURCES := $(wildcard workbench/*.json workbench/*.mjs workbench/src/* workbench/src/*/* workbench/src/*/*/*)

# the page of `truceline serve`: a wheel brings it, a clone builds it
workbench: $(PAGE)

workbench/node_modules: workbench/package-lock.json
	cd workbench && npm ci --ignore-scripts --no-audit --no-fund --silent
	touch workbench/node_modules

$(PAGE): $(PAGE_SOURCES)
	@command -v npm >/dev/null || { echo "The workbench needs Node.js (20 or newer, with npm) to be built."; exit 1; }
	@$(MAKE) --no-print-directory workbench/node_modules
	npm --prefix workbench run --silent build

# the same where it can be done: all the rest works without
page:
	@$(MAKE) --no-print-directory workbench || echo "The workbench was not built; everything else works and goes on."

# pictures of every view, for the docs
screenshots: $(VENV)/dev workbench
	TRUCELINE_SCREENSHOTS=docs/workbench $(BIN)/python -m pytest tests/browser/test_screenshots.py

demo: $(BIN)/truceline page
	mkdir -p $(OUT)
	$(BIN)/truceline read examples/reports --record $(OUT)/record.db
	$(BIN)/truceline verify --record $(OUT)/record.db
	$(BIN)/truceline dossier --record $(OUT)/record.db --out $(OUT)/dossier.html --title "Najaf 2004, Basra 2008, Aceh 2002-2003"
	@echo
	@echo "The record:   $(OUT)/record.db   (a plain SQLite file)"
	@echo "The dossier:  $(OUT)/dossier.html   (open it in a browser; it needs no network)"
	@echo
	@echo "Next, list the ceasefires, then ask for the words behind one of them:"
	@echo "    $(BIN)/truceline show ceasefires --record $(OUT)/record.db"
	@echo "    $(BIN)/truceline why ID --record $(OUT)/record.db"
	@if test -f $(PAGE); then echo "Review it in a browser:"; echo "    $(BIN)/truceline serve $(OUT)/record.db"; fi
	@echo "and read a folder of your own:"
	@echo "    $(BIN)/truceline read FOLDER --record my.db"

test: $(VENV)/dev page
	$(BIN)/python -m pytest

check: $(VENV)/dev workbench
	$(BIN)/ruff format --check src tests
	$(BIN)/ruff check src tests training bench tools
	$(BIN)/mypy
	$(BIN)/lint-imports
	npm --prefix workbench run --silent check
	$(BIN)/python -m pytest

# the documentation as pages to be opened from the disk
docs: $(VENV)/dev
	$(BIN)/python -m tools.pages
	$(BIN)/python -m sphinx -q -W --keep-going -b html docs out/site
	@echo "The documentation: out/site/index.html"

# a wheel, installed and served where there is no Node.js
wheel: $(VENV)/dev
	$(BIN)/python -m tools.wheel

train:
	@test -n "$(DATA)" || { echo "make train DATA=folder-of-training-data"; exit 2; }
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check -r training/requirements.txt
	.venv-train/bin/python -m training --data $(DATA) --out runs/first --seed $(SEED) --epochs 10 --first 5
	.venv-train/bin/python -m training --data $(DATA) --out runs/second --seed $(SEED) --start runs/first/last.pt \
		--epochs 5 --first 0 --passes 2 --encoder-rate 1.5e-4
	.venv-train/bin/python -m training.teach --data $(DATA) --out runs/teacher1.pt --seed 1
	.venv-train/bin/python -m training.teach --data $(DATA) --out runs/teacher2.pt --seed 2 --epochs 3 \
		--start runs/second/last.pt
	.venv-train/bin/python -m training --data $(DATA) --out runs/third --seed $(SEED) --start runs/second/last.pt \
		--branch 1 --share 0.35 --epochs 5 --first 0 --encoder-rate 1.5e-4
	.venv-train/bin/python -m training --data $(DATA) --out runs/fourth --seed $(SEED) --start runs/third/last.pt \
		--teachers runs/teacher1.pt runs/teacher2.pt --share 0.35 --epochs 2 --first 0 --encoder-rate 1e-4 \
		--head-rate 6e-4
	.venv-train/bin/python -m training.export runs/fourth/epoch1.pt runs/fourth/epoch2.pt runs/fourth/model

bench: $(BIN)/truceline
	@test -n "$(DATA)" || { echo "make bench DATA=folder-with-news-items (JSON Lines, gzipped or not)"; exit 2; }
	$(BIN)/python -m bench --data $(DATA)

bench-archive: $(BIN)/truceline
	@test -n "$(DATA)" || { echo "make bench-archive DATA=folder-with-news-items (JSON Lines, gzipped or not)"; exit 2; }
	mkdir -p out
	$(BIN)/python -m bench.archive --data $(DATA) --json out/archive.json

# needs a Chromium on the machine
bench-workbench: $(VENV)/dev workbench
	mkdir -p out
	$(BIN)/python -m bench.workbench out/made.db --json out/workbench.json

accuracy: $(BIN)/truceline
	@test -n "$(DATA)" || { echo "make accuracy DATA=folder that holds conflict, plover, muc, shootings, time"; exit 2; }
	mkdir -p out
	rm -f out/heads.json
	$(BIN)/python -m training.evaluate --data $(DATA) --model src/truceline/analyse/model --test --json out/heads.json \
		|| echo "scores of the heads are left out: data or requirements of training are missing"
	$(BIN)/python -m truceline.evaluate --data $(DATA) --docs docs --heads out/heads.json

clean:
	rm -rf out runs .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
