/** What the reader has not looked at yet: incidents that are new, or that somebody else changed since. */
import type { Incident } from "@/data/model";

export interface Seen {
  /** What began before this instant counts as known: the first time that the reader came. */
  since: string;
  /** The version of each incident that the reader has seen, by its id. */
  versions: Readonly<Record<string, number>>;
}

type Known = Pick<Incident, "id" | "version" | "status" | "created_at">;

/** Ids rise with time, so the lowest are the oldest. */
const MOST_KEPT = 2000;

/** What is over needs nobody's eyes. */
export function isUnseen({ since, versions }: Seen, { id, version, status, created_at }: Known): boolean {
  if (status === "resolved") return false;
  const seen = versions[id];
  return seen === undefined ? created_at > since : version > seen;
}

/**
 * The same, after the reader has seen these as they are now; unchanged where nothing is to be remembered. What is over is
 * not remembered, nor what is older than everything that is once that is as much as is kept.
 */
export function afterSeeing(seen: Seen, incidents: readonly Known[]): Seen {
  const known = Object.keys(seen.versions);
  const oldest = known.length < MOST_KEPT ? "" : known.reduce((a, b) => (a < b ? a : b));
  const news = incidents.filter(
    ({ id, version, status }) => status !== "resolved" && id >= oldest && version > (seen.versions[id] ?? 0),
  );
  if (news.length === 0) return seen;
  const all = { ...seen.versions, ...Object.fromEntries(news.map(({ id, version }) => [id, version])) };
  const kept = Object.entries(all).toSorted(([a], [b]) => (a < b ? 1 : -1));
  return { ...seen, versions: Object.fromEntries(kept.slice(0, MOST_KEPT)) };
}
