#!/usr/bin/env bash
# Lint, types, import rules, tests, coverage. Cheap checks first. Needs no Docker, and nothing installed but Python 3.11.
set -euo pipefail
STAGE=quality
# shellcheck source=scripts/pipeline/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

UI=services/web-ui
COVERAGE_AT_LEAST=90 # percent of the lines of each service

python_projects() { # the folders of the services and libraries that are Python
    local project
    for project in "$@"; do dirname "$project"; done
}

python_sources() {
    python_projects libs/*/pyproject.toml services/*/pyproject.toml | sed 's!$!/src!'
    printf '%s\n' database/migrate.py database/archive.py scripts
}

shell_scripts() { # by their first line, so that none is forgotten
    find . \( -name .git -o -name .venv -o -name .local -o -name node_modules -o -name dist \) -prune -o -type f -print0 |
        xargs -0 grep -lIE -m1 '^(#!.*\b(ba)?sh\b|# shellcheck shell=)' | sort
}

lint() {
    local scripts sources
    mapfile -t scripts < <(shell_scripts)
    mapfile -t sources < <(python_sources)
    step_of_tree "ruff" "no findings" "$(tool ruff)" check --quiet .
    step_of_tree "flake8" "no findings" "$(tool flake8)" .
    step_of_tree "shellcheck" "no findings in ${#scripts[@]} scripts" "$(tool shellcheck)" -x "${scripts[@]}"
    step_of_tree "yamllint" "no findings" "$(tool yamllint)" --strict .
    step_of_tree "import rules" "domain, services and kit import what they may" "$(tool lint-imports)"
    step_of_tree "documentation" "every page and every link whole" build_documentation
    step_of_tree "types" "no findings of mypy --strict" "$(tool mypy)" "${sources[@]}"
}

build_documentation() { NO_MKDOCS_2_WARNING=1 "$PYTHON" -m mkdocs build --strict --quiet; }

install_ui() { # when the lock has changed since the last time
    local installed=$UI/node_modules/.installed-lock
    if cmp -s "$UI/package-lock.json" "$installed"; then return 0; fi
    npm ci --no-audit --no-fund && cp "$UI/package-lock.json" "$installed"
}

ui() {
    use_node
    step "UI packages" "the packages of package-lock.json" install_ui
    step_of_tree "UI lint" "no findings" npm run --silent lint
    step_of_tree "UI types" "no findings" npm run --silent typecheck
    step_of_tree "UI API types" "src/data/schema made from the services' openapi.json" npm run --silent api-types:check
    step_of_tree "UI tests" "every test to pass" npm run --silent test
    step_of_tree "UI first load" "at most 200 KiB of compressed JavaScript" npm run --silent budget
}

tests() {
    export COVERAGE_FILE=$PIPELINE_ROOT/.local/coverage/data
    local service packages=()
    for service in $(python_projects services/*/pyproject.toml); do
        service=${service##*/}
        packages+=("--cov=${service//-/_}")
    done
    # Two at a time; the tests of one file stay together, because they share a running platform.
    step_of_tree "tests" "every test to pass, and at least $COVERAGE_AT_LEAST % of each service run by them" tests_and_coverage "${packages[@]}"
}

tests_and_coverage() { # one step, for the second reads what the first left
    rm -rf "${COVERAGE_FILE%/*}"
    mkdir -p "${COVERAGE_FILE%/*}"
    "$(tool pytest)" --numprocesses 2 --dist loadfile --no-loadscope-reorder "$@" --cov-report= --durations=10
    "$PYTHON" scripts/pipeline/coverage_by_service.py --at-least "$COVERAGE_AT_LEAST" "$COVERAGE_FILE"
}

main() {
    set_up
    lint
    ui
    tests
}

main
