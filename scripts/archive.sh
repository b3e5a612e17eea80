#!/usr/bin/env bash
# Move old alerts and notifications from the database into compressed files, a month each, while everything runs.
#   scripts/archive.sh DIRECTORY DAYS      what is older than so many days, 30 at least
# Of the Compose project; or, with DATABASE_URL (the owner's), of that database:
#   . .local/credentials.env; export DATABASE_URL; scripts/archive.sh DIRECTORY DAYS
# Incidents and their timelines stay. Run it again and again, such as each night; a run that was cut short is put right.
set -euo pipefail
umask 077
# shellcheck source=scripts/database.sh
. "$(dirname "${BASH_SOURCE[0]}")/database.sh"

main() {
    case ${1:-} in
        -h | --help) usage 0 ;;
        '' | -*) usage 2 >&2 ;;
    esac
    [ $# -eq 2 ] || usage 2 >&2
    local directory=$1 days=$2
    mkdir -p "$directory"
    directory=$(cd "$directory" && pwd)
    if [ -n "${DATABASE_URL:-}" ]; then
        [ -x "$ROOT/.venv/bin/python" ] || fail ".venv is missing: run ./run-local.sh once"
        exec "$ROOT/.venv/bin/python" "$ROOT/database/archive.py" "$directory" --older-than "$days"
    fi
    cd "$ROOT"
    exec docker compose run --rm --no-deps --user "$(id -u):$(id -g)" --volume "$directory:/archive" \
        --entrypoint python migrate database/archive.py /archive --older-than "$days"
}

main "$@"
