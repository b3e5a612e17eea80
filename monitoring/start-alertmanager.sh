#!/bin/sh
# Start Alertmanager, which reads keys and addresses from files only. What comes from the environment is written where
# nothing but memory is, and ends with the container.
set -eu
umask 077

CONFIGURATION=${CONFIGURATION:-/etc/alertmanager/alertmanager.yml}
IN_MEMORY=${IN_MEMORY:-/run/alertmanager}

printf %s "$INGEST_API_KEY" >"$IN_MEMORY/ingest-key"
WATCHDOG_URL=${WATCHDOG_URL:-} awk '
    BEGIN { address = ENVIRON["WATCHDOG_URL"]; quote = "\""; escaped = ""
        for (at = 1; at <= length(address); at++) {
            letter = substr(address, at, 1)
            escaped = escaped (letter == quote || letter == "\\" ? "\\" : "") letter
        }
    }
    address == "" && $0 ~ /receiver: watchdog$/ { sub(/watchdog$/, "nobody") }
    address != "" && (place = index($0, "http://watchdog.invalid")) { $0 = substr($0, 1, place - 1) quote escaped quote }
    { print }
' "$CONFIGURATION" >"$IN_MEMORY/alertmanager.yml"
exec "${ALERTMANAGER:-/bin/alertmanager}" --config.file="$IN_MEMORY/alertmanager.yml" "$@"
