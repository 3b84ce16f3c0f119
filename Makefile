# Everything runs in .venv, which `make setup` fills. Nothing else on the machine changes.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help setup demo docs test lint types wheel check test-wordpress test-engines test-kills test-browser screenshots benchmark benchmark-scale benchmark-queries benchmark-pages benchmark-extraction pins clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 22

setup: $(READY) ## install everything into .venv

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed. Name it, for example: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@echo "Installing into $(VENV). The first time, this takes two minutes."
	@$(PYTHON) -m venv $(VENV)
	@# the pip of Python 3.11 fails on names of extras that newer releases spell differently
	@echo "1 of 2: the installer (pip)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=24'
	@echo "2 of 2: this program, its libraries, and those of its tests"
	@PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

demo: setup ## crawl the built-in sample blog into datasets/demo.db
	@echo "Crawling the sample blog, which is served on this machine."
	@$(BIN)/blog2dataset crawl demo

docs: setup ## generate docs/schema.md from the item classes and views
	$(BIN)/python -m crawler.exports.schema_reference > $(VENV)/schema.md
	cp $(VENV)/schema.md docs/schema.md

test: setup ## run the tests, on every processor
	$(BIN)/python -m pytest -n auto --dist worksteal

lint: setup ## check rules and format with ruff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup ## check types with mypy --strict, milder for the tests
	$(BIN)/mypy --strict crawler
	$(BIN)/mypy --config-file tests/mypy.ini tests

wheel: setup ## build the wheel and test it in an empty environment
	PYTHON=$(BIN)/python sh tests/wheel.sh

check: test lint types wheel ## run test, lint, types and wheel

test-wordpress: setup ## crawl a real WordPress, from TESTBED=FOLDER
	@[ -x "$(TESTBED)/wordpress-up.sh" ] || { \
	  echo "TESTBED='$(TESTBED)' does not contain wordpress-up.sh. Name the folder that does."; exit 2; }
	PYTHON=$(BIN)/python TESTBED=$(TESTBED) sh tests/wordpress/run.sh

test-engines: setup ## crawl sites of other software [SITES="hexo/next"]
	PYTHON=$(BIN)/python sh tests/engines/run.sh $(SITES)

test-kills: setup ## kill crawls at random moments [KILLS=50]
	PYTHONPATH=tests $(BIN)/python tests/kills.py $(or $(KILLS),50)

test-browser: setup ## test the pages in Chromium
	PYTHON=$(BIN)/python sh tests/browser/run.sh pytest tests/browser

screenshots: setup ## take the README's pictures of the sample blog
	PYTHON=$(BIN)/python PYTHONPATH=tests sh tests/browser/run.sh browser.screenshots

benchmark: setup ## measure a crawl of URL=http://127.0.0.1:8081/
	$(BIN)/python benchmarks/crawl.py $(URL)

benchmark-scale: setup ## crawl a generated blog of POSTS=100000 [VIA=sitemap]
	$(BIN)/python benchmarks/scale.py $(or $(POSTS),100000) $(or $(VIA),api)

benchmark-queries: setup ## measure questions on DATASET=FILE [ARTICLES=100000]
	$(BIN)/python benchmarks/queries.py $(DATASET) $(if $(ARTICLES),--articles $(ARTICLES))

benchmark-pages: setup ## open and measure every page of DATASET=FILE
	$(BIN)/python benchmarks/pages.py $(DATASET)

benchmark-extraction: setup ## compare with other extractors [PAGES=FOLDER]
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[benchmark]'
	$(BIN)/python benchmarks/quality.py
	$(if $(PAGES),$(BIN)/python benchmarks/extraction.py $(PAGES))

pins: setup ## write the installed versions to constraints.txt
	{ grep '^#' constraints.txt; $(BIN)/python -m pip freeze --exclude-editable --disable-pip-version-check; } > $(VENV)/pins
	cp $(VENV)/pins constraints.txt

clean: ## delete .venv and temporary files
	rm -rf $(VENV) .venv-* .engines build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
