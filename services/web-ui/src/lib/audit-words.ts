/** The log of changes, in words. */
import type { AuditEntry, ObjectType } from "@/data/model";

const NAMES = {
  users: "person",
  api_keys: "API key",
  teams: "team",
  team_members: "member of a team",
  services: "service",
  service_dependencies: "dependency of a service",
  schedules: "schedule",
  schedule_members: "turn in a schedule",
  schedule_layers: "layer of a schedule",
  layer_members: "member of a layer",
  overrides: "override",
  escalation_policies: "escalation policy",
  integrations: "integration",
  heartbeats: "heartbeat",
  rule_sets: "rules",
  maintenance_windows: "maintenance",
  silences: "silence",
  contact_methods: "contact method",
  rule_steps: "step of a person's rules",
  quiet_hours: "quiet hours",
  throttle_rules: "limit of single messages",
} as const satisfies Partial<Record<ObjectType, string>>;

/** What can be sought, in the order of a menu. */
export const OBJECT_TYPES = Object.keys(NAMES) as (keyof typeof NAMES)[];

/** "escalation policy"; a kind that has no word here is shown as the platform names it. */
export const objectWords = (type: string): string =>
  (NAMES as Record<string, string>)[type] ?? type.replaceAll("_", " ");

/** "changed the service checkout-api" */
export const changeWords = ({ action, object_type, object_name }: Pick<AuditEntry, "action" | "object_type" | "object_name">): string =>
  `${action} the ${objectWords(object_type)}${object_name ? ` ${object_name}` : ""}`;

export interface FieldChange {
  field: string;
  /** Null where there was nothing of it. */
  before: string | null;
  after: string | null;
}

/** Each field that differs, in the order of their names; identifiers and stamps that say nothing to a reader are left out. */
export function fieldChanges({ before, after }: Pick<AuditEntry, "before" | "after">): FieldChange[] {
  const [was, is] = [before ?? {}, after ?? {}];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((field) => field !== "id" && field !== "created_at" && field !== "updated_at")
    .toSorted()
    .map((field) => ({ field, before: shown(was[field]), after: shown(is[field]) }))
    .filter((change) => change.before !== null || change.after !== null);
}

function shown(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return value;
  return typeof value === "boolean" ? (value ? "yes" : "no") : JSON.stringify(value);
}
