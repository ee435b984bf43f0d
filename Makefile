# claimtable: `make report` builds everything, `make test` tests everything. Both need only Python >= 3.11, make and git.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
BUILT  := report/.built
INPUTS := $(wildcard data/*.yaml data/*.csv data/sources/* notebooks/*.ipynb) \
          $(shell find claimtable -name '*.py' -o -path '*/templates/*' -type f 2>/dev/null) matplotlibrc
OUTPUTS := report/report.html report/report.pdf

.DEFAULT_GOAL := help
.PHONY: help report test lab venv verify clean FORCE

help:            ## this list
	@sed -n 's/^\([a-z]*\): .*## /  make \1\t/p; s/^\([a-z]*\):  *## /  make \1\t/p' Makefile

report: $(BUILT) ## run the five notebooks; write tables, figures, report/report.html and report/report.pdf

# An output that somebody deleted is made again; nothing else is done twice.
$(BUILT): $(READY) $(INPUTS) $(if $(filter-out $(wildcard $(OUTPUTS)),$(OUTPUTS)),FORCE)
	@$(BIN)/python -m claimtable build
	@touch $@

test: $(READY)   ## every test (the browser tests need an installed Chromium and say so when they skip)
	$(BIN)/python -m pytest

lab: $(READY)    ## open JupyterLab on the notebooks
	$(BIN)/jupyter lab notebooks --ContentsManager.pre_save_hook=claimtable.build.as_committed

verify: $(BUILT) ## re-derive every number in the two reports from the data they carry
	$(BIN)/python -m claimtable verify report/report.html report/report.pdf

venv: $(READY)   ## only the environment

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "claimtable needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 report")'
	@echo "Setting up $(VENV) (once; a minute or two) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

clean:           ## remove the environment and what a build leaves behind (the committed report stays)
	rm -rf $(VENV) .build $(BUILT) .pytest_cache .hypothesis *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
