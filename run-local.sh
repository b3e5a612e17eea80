#!/usr/bin/env bash
# The whole platform on this machine, without Docker: ./run-local.sh --help
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=scripts/bootstrap.sh
. "$ROOT/scripts/bootstrap.sh"

main() {
    local options=$ROOT/scripts/local/options.py argument
    PYTHON_FOUND=$(find_python)
    for argument; do
        case $argument in -h | --help) exec "$PYTHON_FOUND" "$options" --help ;; esac
    done
    "$PYTHON_FOUND" "$options" "$@" # a bad option ends here, before anything is set up
    bootstrap local
    PYTHONPATH=$ROOT exec "$PYTHON" -P -m scripts.local "$@"
}

main "$@"
