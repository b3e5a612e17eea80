/** The monitoring tools that can send alerts here, and what is put into each. */
import type { Source } from "@/data/model";

export interface Tool {
  id: string;
  name: string;
  /** The kind of integration whose key it uses. */
  source: Source;
  /** Where the text goes, where the platform does not say it in the text itself. */
  where?: string;
  /** The text, where it is not the platform's own for that source. */
  snippet?: (origin: string, key: string, service: string) => string;
}

export const TOOLS: readonly Tool[] = [
  {
    id: "curl",
    name: "A script (curl)",
    source: "generic",
    where: 'Run it from anywhere. Send the same with "status": "resolved" when it is over.',
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
    source: "alertmanager",
    where: 'In alertmanager.yml, and "receiver: oncall" in its route. The label "service" of an alert names its service here.',
  },
  {
    id: "prometheus",
    name: "Prometheus, without Alertmanager",
    source: "alertmanager",
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
  { id: "grafana", name: "Grafana", source: "grafana" },
  {
    id: "pagerduty",
    name: "Whatever speaks PagerDuty (Events API v2)",
    source: "generic",
    where: "Give the tool this address in place of PagerDuty's, and the key as its routing key.",
    snippet: (origin, key, service) =>
      [
        `curl -X POST ${origin}/v2/enqueue -H "Content-Type: application/json" -d '{`,
        `  "routing_key": "${key}", "event_action": "trigger",`,
        `  "payload": {"summary": "error rate above 5 %", "source": "${service}", "severity": "critical"}}'`,
      ].join("\n"),
  },
  { id: "datadog", name: "Datadog", source: "datadog" },
  { id: "cloudwatch", name: "CloudWatch", source: "cloudwatch" },
  { id: "azure-monitor", name: "Azure Monitor", source: "azure-monitor" },
  { id: "gcp-monitoring", name: "Google Cloud Monitoring", source: "gcp-monitoring" },
  { id: "newrelic", name: "New Relic", source: "newrelic" },
  { id: "sentry", name: "Sentry", source: "sentry" },
  { id: "uptime-kuma", name: "Uptime Kuma", source: "uptime-kuma" },
  { id: "zabbix", name: "Zabbix", source: "zabbix" },
  { id: "icinga", name: "Icinga", source: "icinga" },
  { id: "elastic", name: "Elastic", source: "elastic" },
  { id: "healthchecks", name: "Healthchecks", source: "healthchecks" },
  { id: "github", name: "GitHub", source: "github" },
  { id: "opsgenie", name: "Whatever speaks Opsgenie", source: "opsgenie" },
  { id: "cloudevents", name: "CloudEvents", source: "cloudevents" },
  {
    id: "generic",
    name: "Anything else that posts JSON",
    source: "generic",
    where: "The platform looks for a message, a service and a severity in whatever is posted.",
  },
];

/** The tools that use a key of this source; the first is the one that is meant most often. */
export const toolsOf = (source: string): Tool[] => TOOLS.filter((tool) => tool.source === source);

/** "Grafana"; of a source with several tools, the one that carries its name. */
export const sourceWords = (source: string): string =>
  source === "generic" ? "Script or JSON" : (TOOLS.find(({ id }) => id === source)?.name ?? source);

interface Place {
  /** Of this platform, as the reader sees it. */
  origin: string;
  key: string;
  service: string;
  /** What the platform says of the source. */
  setup: { path: string; sample: string };
}

/** What to copy into the tool; without one, the platform's own text for the source. */
export const setupText = (tool: Tool | undefined, { origin, key, service, setup }: Place): string =>
  tool?.snippet
    ? tool.snippet(origin, key, service)
    : setup.sample.replaceAll("<URL>", origin + setup.path).replaceAll("<KEY>", key);

/** The name, with a number where somebody has it already. */
export function freeName(name: string, taken: string[]): string {
  let free = name;
  for (let number = 2; taken.includes(free); number += 1) free = `${name} ${number}`;
  return free;
}
