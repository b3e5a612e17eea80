#!/usr/bin/env bash
# Copy the platform's whole database into a file, while everything runs.
#   scripts/backup.sh FILE
# Of the Compose project; or, with DATABASE_URL (the owner's), of that database:
#   . .local/credentials.env; export DATABASE_URL; scripts/backup.sh FILE
# The copy is of one instant. It holds contact addresses: FILE has mode 600. Give it back with scripts/restore.sh FILE.
set -euo pipefail
umask 077
# shellcheck source=scripts/database.sh
. "$(dirname "${BASH_SOURCE[0]}")/database.sh"

main() {
    case ${1:-} in
        -h | --help) usage 0 ;;
        '' | -*) usage 2 >&2 ;;
    esac
    local file=$1
    if [ -e "$file" ]; then fail "$file is there already; a backup never writes over another"; fi
    draft=$file.part
    trap 'rm -f "$draft"' EXIT
    on_database pg_dump --format custom >"$draft"
    # A file that was cut short is not a backup: its own table of contents must be readable to the end.
    pg pg_restore --file - <"$draft" >/dev/null || fail "the copy cannot be read back; $file was not written"
    mv "$draft" "$file"
    printf 'backup: %s holds the database as it was at %s, %s bytes.\n' "$file" "$(date -u +%FT%TZ)" "$(stat -c %s "$file")"
}

main "$@"
