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

# With a certificate: TLS on 8443, and whoever comes without it is sent there. 308 keeps the method of a POST.
UI_TLS=''
if [ -n "${UI_TLS_CERTIFICATE:-}" ]; then
    for file in "$UI_TLS_CERTIFICATE" "${UI_TLS_KEY:?UI_TLS_CERTIFICATE is set, so UI_TLS_KEY must name the file of its key}"; do
        [ -r "$file" ] || {
            echo "web-ui: $file cannot be read by the user $(id -u): mount it, and let that user read it" >&2
            exit 1
        }
    done
    UI_TLS="listen 8443 ssl; ssl_certificate $UI_TLS_CERTIFICATE; ssl_certificate_key $UI_TLS_KEY;"
    # shellcheck disable=SC2016 # nginx's own variables
    UI_TLS="$UI_TLS if (\$is_plain) { return 308 ${PUBLIC_URL%/}\$request_uri; }"
fi
export UI_TLS

# shellcheck disable=SC2016 # envsubst gets the names, not the values
envsubst '${UI_LISTEN} ${UI_ROOT} ${UI_TEMP} ${UI_PID} ${UI_ACCESS_LOG} ${UI_USER} ${UI_PROXY_BIND} ${UI_RESOLVER} ${UI_TLS}
    ${ALERT_UPSTREAM_SERVERS} ${INCIDENT_UPSTREAM_SERVERS} ${ONCALL_UPSTREAM_SERVERS} ${NOTIFICATION_UPSTREAM_SERVERS}' \
    </etc/nginx/oncall.conf.template >/tmp/nginx.conf
exec nginx -c /tmp/nginx.conf -g 'daemon off;'
