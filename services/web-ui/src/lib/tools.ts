/** How each monitoring tool is told to send its alerts here. */

export interface Tool {
  id: string;
  name: string;
  /** Where in the tool the text below goes. */
  where: string;
  snippet: (origin: string, key: string, service: string) => string;
}

const webhook = (source: string) => (origin: string, key: string) =>
  [`${origin}/api/v1/integrations/${source}`, `X-API-Key: ${key}`].join("\n");

const byWebhook = (id: string, name: string, where: string): Tool => ({ id, name, where, snippet: webhook(id) });

export const TOOLS: readonly Tool[] = [
  {
    id: "curl",
    name: "A script (curl)",
    where: "Run it from anywhere. Send the same with \"status\": \"resolved\" when it is over.",
    snippet: (origin, key, service) =>
      [
        `curl -X POST ${origin}/api/v1/alerts \\`,
        `  -H "X-API-Key: ${key}" -H "Content-Type: application/json" \\`,
        `  -d '{"service": "${service}", "severity": "critical", "message": "error rate above 5 %"}'`,
      ].join("\n"),
  },
  {
    id: "alertmanager",
    name: "Alertmanager",
    where: "In alertmanager.yml. The label \"service\" of an alert names its service here.",
    snippet: (origin, key) =>
      [
        "route:",
        "  receiver: oncall",
        "receivers:",
        "  - name: oncall",
        "    webhook_configs:",
        `      - url: ${origin}/api/v1/integrations/alertmanager`,
        "        send_resolved: true",
        "        http_config:",
        "          authorization:",
        `            credentials: ${key}`,
      ].join("\n"),
  },
  {
    id: "prometheus",
    name: "Prometheus, without Alertmanager",
    where: "In prometheus.yml, in place of an Alertmanager.",
    snippet: (origin, key) => {
      const { host, protocol } = new URL(origin);
      return [
        "alerting:",
        "  alertmanagers:",
        `    - scheme: ${protocol.replace(":", "")}`,
        "      authorization:",
        `        credentials: ${key}`,
        "      static_configs:",
        `        - targets: ["${host}"]`,
      ].join("\n");
    },
  },
  {
    id: "pagerduty",
    name: "Whatever speaks PagerDuty (Events API v2)",
    where: "Give the tool this address in place of PagerDuty's, and the key as its routing key.",
    snippet: (origin, key, service) =>
      [
        `curl -X POST ${origin}/v2/enqueue -H "Content-Type: application/json" -d '{`,
        `  "routing_key": "${key}", "event_action": "trigger",`,
        `  "payload": {"summary": "error rate above 5 %", "source": "${service}", "severity": "critical"}}'`,
      ].join("\n"),
  },
  byWebhook("grafana", "Grafana", "Alerting, contact points: a webhook to this address, with this header."),
  byWebhook("datadog", "Datadog", "Integrations, webhooks: this address, with this custom header."),
  byWebhook("cloudwatch", "CloudWatch", "An SNS subscription over HTTPS to this address; the header by an API destination."),
  byWebhook("azure-monitor", "Azure Monitor", "An action group with a webhook to this address, common alert schema on."),
  byWebhook("gcp-monitoring", "Google Cloud Monitoring", "A notification channel of type webhook to this address."),
  byWebhook("newrelic", "New Relic", "A destination of type webhook to this address, with this header."),
  byWebhook("sentry", "Sentry", "An internal integration with a webhook to this address."),
  byWebhook("uptime-kuma", "Uptime Kuma", "A notification of type webhook, JSON, to this address, with this additional header."),
  byWebhook("zabbix", "Zabbix", "A media type of type webhook that posts to this address, with this header."),
  byWebhook("icinga", "Icinga", "A notification command that posts to this address, with this header."),
  byWebhook("elastic", "Elastic", "A connector of type webhook to this address, with this header."),
  byWebhook("healthchecks", "Healthchecks", "An integration of type webhook to this address, with this request header."),
  byWebhook("github", "GitHub", "A repository's webhook to this address, for workflow runs."),
  byWebhook("opsgenie", "Whatever speaks Opsgenie", "This address in place of Opsgenie's, with this header."),
  byWebhook("cloudevents", "CloudEvents", "POST structured events to this address, with this header."),
  byWebhook("generic", "Anything else that posts JSON", "POST to this address, with this header."),
];
