# Two commands: `make run` and `make test`. They need python3 (3.11 or later, with venv), make and git.

SHELL := /bin/bash
.DEFAULT_GOAL := run
.NOTPARALLEL:
.PHONY: run test lint types tests journeys launcher-tests test-15 bench prove vendor messages lock setup chromium clean

UV_VERSION := 0.13.9
UV := .uv/bin/uv
PYTHON := .venv/bin/python
# A start with the same lock, in the same place, with the same Python finds everything installed.
STAMP := .venv/.synced-$(shell { cat requirements.lock; pwd; python3 --version; } 2>/dev/null | sha256sum | cut -c1-16)
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))
HTML := $(shell git ls-files '*.html' 2>/dev/null)

export PIP_ROOT_USER_ACTION := ignore
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export UV_PYTHON_DOWNLOADS := never
export UV_NO_PROGRESS := 1

run: setup
	@exec $(PYTHON) -m launch

test: setup chromium lint types tests journeys launcher-tests

lint: setup
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(if $(HTML),$(PYTHON) -m djlint --profile django --lint --quiet --ignore H015 $(HTML))
	.venv/bin/lint-imports

types: setup
	$(PYTHON) -m mypy .

# Exit code 5: nothing was selected.
tests: setup
	$(PYTHON) -m pytest -n 2 -m "not journey and not launcher"

journeys: setup
	$(PYTHON) -m pytest -m journey -rs || [ $$? -eq 5 ]

launcher-tests: setup
	$(PYTHON) -m pytest launch -m launcher

# The oldest PostgreSQL that is supported, from Debian's package postgresql-15.
test-15: setup
	HUIQI_TEST_POSTGRES=/usr/lib/postgresql/15/bin $(PYTHON) -m pytest -n 2 -m "not journey and not launcher"

bench: setup
	$(PYTHON) -m benchmarks

bench-%: setup
	$(PYTHON) -m benchmarks $* --keep

# Kill web, worker and database a hundred times and reconcile what people were told with what is stored.
prove: setup
	$(PYTHON) -m prove

# For developers with npm: copy what the pages and the journeys load out of the locked packages.
vendor:
	npm ci --ignore-scripts --no-audit --no-fund
	cp node_modules/htmx.org/dist/htmx.min.js static/vendor/htmx/
	cp node_modules/axe-core/axe.min.js tests/vendor/

# Gather the sentences that have no English yet.
messages: setup
	DJANGO_SETTINGS_MODULE=config.settings_test $(PYTHON) manage.py messages

lock: $(UV)
	$(UV) pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header \
		pyproject.toml --group dev -o requirements.lock

setup: $(STAMP) $(CATALOGUES)

%.mo: %.po $(STAMP)
	@$(PYTHON) -m babel.messages.frontend --quiet compile --input-file $< --output-file $@

$(STAMP): | $(UV)
	@echo "正在安装依赖…… / Installing the locked dependencies …"
	@$(UV) venv --quiet --clear --python python3 .venv
	@$(UV) pip sync --quiet --compile-bytecode --python $(PYTHON) --require-hashes requirements.lock
	@touch $@

$(UV):
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "需要 Python 3.11 或更新的版本。/ Python 3.11 or later is needed." >&2; exit 1; }
	@python3 -c 'import ensurepip' 2>/dev/null || { \
		echo "需要 venv，请以 root 运行：apt-get install -y python3-venv / venv is needed, see the command." >&2; exit 1; }
	@echo "正在准备安装工具…… / Preparing the installer …"
	@rm -rf .uv && python3 -m venv .uv && .uv/bin/pip install --quiet uv==$(UV_VERSION) || { rm -rf .uv; exit 1; }

# Journeys use the system's browser; where it cannot be had they are reported as skipped, by name.
chromium:
	@command -v chromium >/dev/null || [ "$$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null || { \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
			chromium fonts-noto-cjk >/dev/null || echo "没有装上 Chromium，浏览器测试将被跳过。/ No Chromium: journeys are skipped."; }

clean:
	rm -rf .venv .uv node_modules var/test .mypy_cache .ruff_cache .import_linter_cache .hypothesis static/collected
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
