/** Webhooks of other programs, in words. */
import type { Delivery, Subscription } from "@/data/model";

type Event = Subscription["events"][number];

export const EVENT_WORDS = {
  created: "opened",
  acknowledged: "acknowledged",
  escalated: "escalated",
  resolved: "resolved",
  note: "a note was added",
} as const satisfies Record<Event, string>;

export const EVENTS = Object.keys(EVENT_WORDS) as Event[];

/** "every event" or "opened, resolved", and of which team. */
export function toldOf({ events, team, team_id }: Pick<Subscription, "events" | "team" | "team_id">): string {
  const what = events.length === EVENTS.length ? "Every event" : `When ${events.map((event) => EVENT_WORDS[event]).join(", ")}`;
  return `${what}, of ${team_id === null ? "every team" : (team ?? "a team that is gone")}`;
}

/** Whether it works: in a word, and as a state. */
export function standingOf({
  is_enabled,
  disabled_because,
  failing_since,
}: Pick<Subscription, "is_enabled" | "disabled_because" | "failing_since">): { words: string; tone: "green" | "red" | "amber" | "neutral" } {
  if (!is_enabled) return disabled_because ? { words: "Switched off by failures", tone: "red" } : { words: "Off", tone: "neutral" };
  return failing_since ? { words: "Failing", tone: "amber" } : { words: "On", tone: "green" };
}

/** "delivered after 2 attempts, 204", "given up after 9 attempts: connection refused" */
export function deliveryWords({ status, attempts }: Pick<Delivery, "status" | "attempts">): string {
  const last = attempts.at(-1);
  const why = last && (last.error ?? (last.status_code === null ? null : `it answered ${last.status_code}`));
  const tries = attempts.length === 1 ? "one attempt" : `${attempts.length} attempts`;
  if (status === "delivered") return `delivered${attempts.length > 1 ? ` after ${tries}` : ""}`;
  if (status === "given_up") return `given up after ${tries}${why ? `: ${why}` : ""}`;
  return last ? `waits for another try, after ${tries}${why ? `: ${why}` : ""}` : "on its way";
}
