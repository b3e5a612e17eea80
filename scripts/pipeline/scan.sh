#!/usr/bin/env bash
# Secrets in history and tree, Dockerfiles, insecure code, dependencies with known faults or a licence that does not fit.
set -euo pipefail
STAGE=scan
# shellcheck source=scripts/pipeline/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

dockerfiles() { printf '%s\n' services/*/Dockerfile database/Dockerfile; }

runs_as_nobody_special() { # DOCKERFILE...: the last stage of each names a user by a number other than 0
    local file user wrong=0
    for file; do
        user=$(awk 'toupper($1) == "FROM" { user = "root, for it names no user" } toupper($1) == "USER" { user = $2 } END { print user }' "$file")
        if ! [[ $user =~ ^[1-9][0-9]*(:[1-9][0-9]*)?$ ]]; then
            echo "    $file: its container runs as $user; a number other than 0 is expected" >&2
            wrong=1
        fi
    done
    return "$wrong"
}

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
    step "users" "no image that runs as root" runs_as_nobody_special "${files[@]}"
    step "Dockerfiles" "no findings of hadolint" "$(tool hadolint)" "${files[@]}"
    step "insecure code" "no findings of bandit, medium or worse" \
        "$(tool bandit)" --quiet --configfile pyproject.toml --recursive --severity-level medium \
        libs/platform-kit/src services/*/src database
}

configuration() { # trivy is large, and needed by nothing else
    "$UV" sync --quiet --frozen --inexact --no-default-groups --group scan ||
        fail "trivy" "the lock file's group scan in .venv" "the words above"
    step "configuration" "no findings of trivy in Dockerfiles and chart, medium or worse" \
        "$PYTHON" scripts/pipeline/configuration.py
}

dependencies() {
    # pip-audit trusts what uv and npm trust: the machine's own certificates.
    if [ -n "${NODE_EXTRA_CA_CERTS:-}" ]; then export REQUESTS_CA_BUNDLE=${REQUESTS_CA_BUNDLE:-$NODE_EXTRA_CA_CERTS}; fi
    step "lock file" "uv.lock to match every pyproject.toml" "$UV" lock --check --offline --quiet
    step "licences" "nothing in an image that may not be passed on" "$PYTHON" scripts/pipeline/licences.py
    step "advisories" "no dependency with a known fault" "$PYTHON" scripts/pipeline/audit.py
}

main() {
    set_up
    secrets
    code
    configuration
    dependencies
}

main
