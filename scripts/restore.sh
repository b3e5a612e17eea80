#!/usr/bin/env bash
# Put a backup into an empty database.
#   scripts/restore.sh FILE
# Into that of the Compose project, whose services are not running; or, with DATABASE_URL (the owner's), into that one.
# All of it or nothing. A database that holds incidents or alerts is refused. Afterwards start the platform: it brings
# an older backup to its own schema. What had been sent is not sent again.
set -euo pipefail
# shellcheck source=scripts/database.sh
. "$(dirname "${BASH_SOURCE[0]}")/database.sh"

rows_held() { # incidents and alerts; of a database without the schema none
    if [ "$(answer_of "SELECT to_regclass('alerts.alerts') IS NULL OR to_regclass('incidents.incidents') IS NULL")" = t ]; then
        echo 0
    else
        answer_of "SELECT (SELECT count(*) FROM incidents.incidents) + (SELECT count(*) FROM alerts.alerts)"
    fi
}

main() {
    case ${1:-} in
        -h | --help) usage 0 ;;
        '' | -*) usage 2 >&2 ;;
    esac
    local file=$1 rows
    if [ ! -r "$file" ]; then fail "$file cannot be read"; fi
    if [ -z "${DATABASE_URL:-}" ]; then (cd "$ROOT" && docker compose up --detach --wait postgres); fi
    rows=$(rows_held)
    if [ "$rows" != 0 ]; then
        fail "the database holds $rows incidents and alerts, and would lose them; restore into an empty one"
    fi
    # The logins belong to the server, not to the database, so no backup holds them; their passwords come with the start.
    on_database psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --single-transaction <"$ROOT/database/init.sql" >/dev/null
    on_database pg_restore --clean --if-exists --no-owner --single-transaction --exit-on-error <"$file"
    printf 'restore: %s incidents and alerts are back. Now start the platform.\n' "$(rows_held)"
}

main "$@"
