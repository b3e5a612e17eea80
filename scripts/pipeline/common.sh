# shellcheck shell=bash
# Sourced by the stages. Expects STAGE to be set; leaves the working directory at the repository's root.

PIPELINE_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$PIPELINE_ROOT" || exit 1

fail() { # WHAT EXPECTED FOUND
    printf '%s: %s: expected %s, found %s\n' "$STAGE" "$1" "$2" "$3" >&2
    exit 1
}

# step WHAT EXPECTED COMMAND...: run one check; its output is shown, and a failure says what it was about.
step() {
    local what=$1 expected=$2 from=$SECONDS status
    shift 2
    printf -- '--- %s: %s\n' "$STAGE" "$what"
    set +e
    (
        set -e # a function stops at its first failure too, which it would not do behind || or if
        "$@"
    )
    status=$?
    set -e
    if [ "$status" -ne 0 ]; then fail "$what" "$expected" "exit status $status of \"$*\"; its words are above"; fi
    printf -- '    %s: ok (%d s)\n' "$what" $((SECONDS - from))
}

# tool NAME: the path of a program of the lock file. A missing one ends the stage.
tool() {
    local path=$PIPELINE_ROOT/.venv/bin/$1
    [ -x "$path" ] || fail "$1" "$path, from the lock file's group dev" "no such program"
    printf '%s\n' "$path"
}

set_up() { # the tools of the lock file, on whatever machine this is
    # shellcheck source=scripts/bootstrap.sh
    . scripts/bootstrap.sh
    bootstrap dev || fail "set-up" "the environment of uv.lock in .venv" "the words above"
    export UV
}

need_docker() {
    command -v docker >/dev/null || fail "Docker" "the program docker on PATH" "none"
    docker version --format '{{.Server.Version}}' >/dev/null 2>&1 || fail "Docker" "an engine that answers" "none: $(docker version 2>&1 | tail -n 1)"
    docker compose version --short >/dev/null 2>&1 || fail "Docker" "the plugin docker compose" "none"
    local said
    said=$(docker compose config --quiet 2>&1) || fail "configuration" "a complete .env" "$(head -n 1 <<<"$said")
  ./scripts/make-env.sh writes .env from .env.example, with random secrets"
}

# The services whose images are built here, one a line.
built_services() {
    docker compose config --format json |
        python3 -c 'import json, sys; [print(n) for n, s in json.load(sys.stdin)["services"].items() if "build" in s]'
}

image_of() { printf 'oncall-platform/%s\n' "$1"; } # without its tag, as in docker-compose.yml

long_running_services() { built_services | grep -vx migrate; }

revision() { # the commit, marked when the tree is not exactly that commit
    local commit
    commit=$(git rev-parse --short=12 HEAD 2>/dev/null) || { echo unknown; return; }
    if [ -n "$(git status --porcelain)" ]; then commit+=-dirty; fi
    printf '%s\n' "$commit"
}
