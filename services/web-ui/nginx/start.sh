#!/bin/sh
# Renders the template for this container and becomes nginx. Writes to /tmp only, so the root may be read-only.
set -eu

# "a:1 b:2" -> one server line each; names are looked up again and again, so a service that moved is found.
servers() {
    for address in $1; do
        printf 'server %s resolve max_fails=0; ' "$address"
    done
}

nameserver=$(awk '$1 == "nameserver" { print ($2 ~ /:/ ? "[" $2 "]" : $2); exit }' /etc/resolv.conf)
[ -n "$nameserver" ] || {
    echo "web-ui: /etc/resolv.conf names no nameserver, so the services cannot be found" >&2
    exit 1
}

export UI_LISTEN=8080 UI_ROOT=/usr/share/nginx/html UI_TEMP=/tmp UI_PID=/tmp/nginx.pid \
    UI_ACCESS_LOG=/dev/stdout UI_USER='' UI_PROXY_BIND='' UI_RESOLVER="resolver $nameserver valid=2s;"
ALERT_UPSTREAM_SERVERS=$(servers "${ALERT_INGESTION_ADDRESSES:-alert-ingestion:8001}")
INCIDENT_UPSTREAM_SERVERS=$(servers "${INCIDENT_MANAGEMENT_ADDRESSES:-incident-management:8002}")
ONCALL_UPSTREAM_SERVERS=$(servers "${ONCALL_SERVICE_ADDRESSES:-oncall-service:8003}")
NOTIFICATION_UPSTREAM_SERVERS=$(servers "${NOTIFICATION_SERVICE_ADDRESSES:-notification-service:8004}")
export ALERT_UPSTREAM_SERVERS INCIDENT_UPSTREAM_SERVERS ONCALL_UPSTREAM_SERVERS NOTIFICATION_UPSTREAM_SERVERS

# shellcheck disable=SC2016 # envsubst gets the names, not the values
envsubst '${UI_LISTEN} ${UI_ROOT} ${UI_TEMP} ${UI_PID} ${UI_ACCESS_LOG} ${UI_USER} ${UI_PROXY_BIND} ${UI_RESOLVER}
    ${ALERT_UPSTREAM_SERVERS} ${INCIDENT_UPSTREAM_SERVERS} ${ONCALL_UPSTREAM_SERVERS} ${NOTIFICATION_UPSTREAM_SERVERS}' \
    </etc/nginx/oncall.conf.template >/tmp/nginx.conf
exec nginx -c /tmp/nginx.conf -g 'daemon off;'
