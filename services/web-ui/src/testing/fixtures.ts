/** People and incidents for tests: whole, as the services answer them. */
import type { Alert, Caller, Incident, IncidentDetail } from "@/data/model";

export const dana: Caller = {
  kind: "user",
  id: "d0000000-0000-7000-8000-000000000001",
  name: "Dana Whitfield",
  email: "dana@example.org",
  role: "admin",
  grants: ["admin", "ingest", "read", "respond"],
};
export const ana = { id: "a0000000-0000-7000-8000-000000000002", name: "Ana Lopez", email: "ana@example.org" };

export const incident = (change: Partial<Incident> = {}): Incident => ({
  id: "10000000-0000-7000-8000-000000000001",
  title: "Error rate above 5 %",
  service: "checkout-api",
  severity: "critical",
  status: "open",
  priority: "P1",
  team: "payments",
  origin: "alert",
  assigned_to: null,
  alert_count: 412,
  version: 1,
  created_at: new Date(Date.now() - 360_000).toISOString(),
  acknowledged_at: null,
  resolved_at: null,
  mtta_seconds: null,
  mttr_seconds: null,
  snoozed_until: null,
  acknowledged_until: null,
  merged_into: null,
  previous_id: null,
  suppressed: null,
  tags: [],
  ...change,
});

const alert = (about: Incident): Alert => ({
  id: "20000000-0000-7000-8000-000000000001",
  incident_id: about.id,
  fingerprint: "f".repeat(64),
  service: about.service,
  severity: about.severity,
  message: about.title,
  status: "firing",
  source: "alertmanager",
  labels: { cluster: "eu-1" },
  links: [],
  occurrences: about.alert_count,
  received_at: about.created_at,
  last_seen_at: about.created_at,
  resolved_at: null,
});

export const detail = (about: Incident, change: Partial<IncidentDetail> = {}): IncidentDetail => ({
  ...about,
  alerts: [alert(about)],
  notes: [],
  timeline: [
    { id: 1, type: "created", actor: "system", at: about.created_at, data: {} },
    { id: 2, type: "paged", actor: "system", at: about.created_at, data: { recipient: ana, step: 1, cycle: 1 } },
  ],
  responders: [],
  broken_dependencies: [],
  escalation: { policy_id: null, step: 2, cycle: 1, next_at: null, state: "active" },
  ...change,
});
