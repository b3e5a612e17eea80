"""How each source is told to send here, in words to copy. `<URL>` and `<KEY>` stand for the integration's own."""

from __future__ import annotations

from collections.abc import Mapping

WITH_HEADER = "Send to <URL> with the header\nAuthorization: Bearer <KEY>"
WITH_QUERY = "It sends no headers of your choice, so the address carries the key:\n<URL>?key=<KEY>"

_ALERTMANAGER = """\
receivers:
  - name: oncall
    webhook_configs:
      - url: <URL>
        send_resolved: true
        http_config:
          authorization:
            credentials: <KEY>"""
_GENERIC = """\
curl -X POST <URL> -H 'Authorization: Bearer <KEY>' -H 'Content-Type: application/json' \\
  -d '{"service": "checkout-api", "severity": "high", "message": "p99 latency is above 2 s", "status": "firing"}'"""

SETUPS: Mapping[str, str] = {
    "alertmanager": _ALERTMANAGER,
    "grafana": "Alerting, contact points, new, Webhook. URL: <URL>\nAuthorization scheme: Bearer, credentials: <KEY>",
    "cloudwatch": "Subscribe the alarm's SNS topic over HTTPS, raw message delivery off; the subscription is confirmed"
    f" by itself. {WITH_QUERY}",
    "azure-monitor": f"Action group, Webhook, common alert schema on. {WITH_QUERY}",
    "gcp-monitoring": f"Alerting, notification channels, Webhook. {WITH_QUERY}",
    "datadog": 'Integrations, Webhooks, new. URL: <URL>\nCustom headers: {"Authorization": "Bearer <KEY>"}',
    "newrelic": "Alerts, destinations, Webhook. Endpoint: <URL>\nAuthorization: Bearer token <KEY>",
    "sentry": "Internal integration, webhook URL. Its client secret is the signing secret here.\n" + WITH_QUERY,
    "uptime-kuma": "Notifications, Webhook, preset application/json. Post URL: <URL>\n"
    'Additional headers: {"Authorization": "Bearer <KEY>"}',
    "zabbix": "Media types, Webhook: post the event's macros as JSON. URL: <URL>\nAuthorization: Bearer <KEY>",
    "icinga": f"A notification command that posts the host and service macros as JSON. {WITH_HEADER}",
    "elastic": "Connectors, Webhook. URL: <URL>\nHeader: Authorization = Bearer <KEY>",
    "healthchecks": "Integrations, Webhook, for down and for up. URL: <URL>\n"
    "Request headers: Authorization: Bearer <KEY>",
    "github": "Settings, Webhooks, content type application/json. Secret: the signing secret here.\n" + WITH_QUERY,
    "opsgenie": "Webhook integration. URL: <URL>\nCustom headers: Authorization: Bearer <KEY>",
    "cloudevents": f"Post structured CloudEvents. {WITH_HEADER}",
    "generic": _GENERIC,
}


def setup_of(source: str) -> str:
    """What to enter where, for this source."""
    return SETUPS.get(source, WITH_HEADER)
