/** A timeline as people read it: one line an event, and a storm of alerts as one line. */
import type { TimelineEntry } from "@/data/model";
import { alertsCounted, STATUS_WORDS } from "./incident-words";

export type Tone = "neutral" | "red" | "amber" | "blue" | "green";

export interface TimelineLine {
  id: TimelineEntry["id"];
  at: string;
  /** Where the line stands for several entries: the instant of the last. */
  until: string | null;
  tone: Tone;
  words: string;
  /** What somebody wrote or an alert said, in its own words. */
  quote: string | null;
}

/**
 * The lines, newest first, of entries that come oldest first.
 *
 * nameOf: a person's name for an actor or an address (an e-mail, a key's name or "system").
 */
export function timelineLines(entries: TimelineEntry[], nameOf: (actor: string) => string): TimelineLine[] {
  const lines: TimelineLine[] = [];
  let joined = 0;
  for (const [index, entry] of entries.entries()) {
    const last = lines.at(-1);
    if (entry.type === "alert_attached" && entries[index - 1]?.type === "alert_attached" && last) {
      joined += 1;
      last.until = entry.at;
      last.words = `${alertsCounted(joined)} joined`;
      last.quote = null;
      continue;
    }
    joined = 1;
    lines.push({ id: entry.id, at: entry.at, until: null, quote: quoteOf(entry), ...sayingOf(entry, nameOf) });
  }
  return lines.toReversed();
}

/** A field of an entry's data as text; empty where it is not there. */
export function field(entry: TimelineEntry, ...names: string[]): string {
  for (const name of names) {
    const value = entry.data[name];
    if (typeof value === "string" || typeof value === "number") return String(value);
    if (typeof value === "object" && value !== null) {
      const person = value as { name?: unknown; email?: unknown };
      if (typeof person.name === "string") return person.name;
      if (typeof person.email === "string") return person.email;
    }
  }
  return "";
}

function quoteOf(entry: TimelineEntry): string | null {
  const text =
    entry.type === "note"
      ? field(entry, "content")
      : ["alert_attached", "alert_resolved"].includes(entry.type)
        ? field(entry, "message")
        : field(entry, "reason", "error");
  return text || null;
}

/** "step 2", with the round where it is not the first. */
function stepWords(entry: TimelineEntry): string {
  const step = field(entry, "step");
  const cycle = field(entry, "cycle");
  if (!step) return "";
  return Number(cycle) > 1 ? `step ${step}, round ${cycle}` : `step ${step}`;
}

function sayingOf(entry: TimelineEntry, nameOf: (actor: string) => string): { tone: Tone; words: string } {
  const actor = entry.actor === "system" ? null : nameOf(entry.actor);
  const someone = nameOf(field(entry, "recipient", "user", "to", "assigned_to"));
  const by = actor ? ` by ${actor}` : "";
  const channel = field(entry, "channel");
  const over = channel ? ` by ${channel}` : "";
  const step = stepWords(entry);
  switch (entry.type) {
    case "created":
      return { tone: "neutral", words: `Opened${by}` };
    case "alert_attached":
      return { tone: "neutral", words: "An alert joined" };
    case "alert_resolved":
      return { tone: "green", words: "An alert stopped firing" };
    case "assigned":
      return { tone: "neutral", words: someone ? `Assigned to ${someone}${by}` : `Assigned${by}` };
    case "reassigned":
      return { tone: "neutral", words: someone ? `Handed to ${someone}${by}` : `Handed on${by}` };
    case "paged":
      return { tone: "amber", words: `Paged ${someone || "the next person"}${over}${step ? ` (${step})` : ""}` };
    case "delivered":
      return { tone: "green", words: `The page${over} reached ${someone || "its recipient"}` };
    case "delivery_failed":
      return { tone: "red", words: `The page${over} did not reach ${someone || "its recipient"}` };
    case "escalated":
      return { tone: "amber", words: `Nobody answered, so it went on${step ? ` to ${step}` : ""}` };
    case "exhausted":
      return { tone: "red", words: "Every step was tried and nobody answered" };
    case "status_changed": {
      const to = field(entry, "to") as keyof typeof STATUS_WORDS;
      const words = to === "in_progress" ? "Work began" : (STATUS_WORDS[to] ?? "Changed");
      if (to === "resolved") {
        return { tone: "green", words: actor ? `Resolved by ${actor}` : "Resolved by itself: no alert is firing any more" };
      }
      return { tone: "blue", words: `${words}${by}` };
    }
    case "note":
      return { tone: "neutral", words: `Note${by}` };
    case "suppressed":
      return { tone: "neutral", words: "An alert was suppressed" };
    case "degraded":
      return { tone: "amber", words: "A part of the platform did not answer; it went on with what it knew" };
    case "merged":
      return { tone: "neutral", words: `Merged${by}` };
    case "snoozed":
      return { tone: "neutral", words: `Snoozed${by}` };
  }
}
