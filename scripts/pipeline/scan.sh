#!/usr/bin/env bash
# Secrets in history and tree, Dockerfiles, insecure code, dependencies with known faults.
set -euo pipefail
STAGE=scan
# shellcheck source=scripts/pipeline/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

dockerfiles() { printf '%s\n' services/*/Dockerfile database/Dockerfile; }

secrets() {
    git rev-parse --is-inside-work-tree >/dev/null 2>&1 ||
        fail "secrets in history" "a git checkout with its history" "none here, or no git"
    local gitleaks options=(--no-banner --verbose --redact --config .gitleaks.toml --log-level warn)
    gitleaks=$(tool gitleaks)
    if [ "$(git rev-parse --is-shallow-repository)" = true ]; then
        fail "secrets in history" "the whole history" "a shallow clone: git fetch --unshallow"
    fi
    step "secrets in history" "none in $(git rev-list --all --count) commits" "$gitleaks" git "${options[@]}" --log-opts=--all .
    step "secrets in the tree" "none" "$gitleaks" dir "${options[@]}" .
}

code() {
    local files
    mapfile -t files < <(dockerfiles)
    step "Dockerfiles" "no findings of hadolint" "$(tool hadolint)" "${files[@]}"
    step "insecure code" "no findings of bandit, medium or worse" \
        "$(tool bandit)" --quiet --configfile pyproject.toml --recursive --severity-level medium \
        libs/platform-kit/src services/*/src database
}

dependencies() {
    # pip-audit trusts what uv and npm trust: the machine's own certificates.
    if [ -n "${NODE_EXTRA_CA_CERTS:-}" ]; then export REQUESTS_CA_BUNDLE=${REQUESTS_CA_BUNDLE:-$NODE_EXTRA_CA_CERTS}; fi
    step "lock file" "uv.lock to match every pyproject.toml" "$UV" lock --check --offline --quiet
    step "advisories" "no dependency with a known fault" "$PYTHON" scripts/pipeline/audit.py
}

main() {
    set_up
    secrets
    code
    dependencies
}

main
