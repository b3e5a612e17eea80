/** A timeline as people read it: one line an event, and a storm of alerts as one line. */
import type { TimelineEntry } from "@/data/model";
import { alertsCounted } from "./incident-words";
import { exact } from "./time";

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
export function field(entry: TimelineEntry, name: string): string {
  const value = entry.data[name];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** The address of the person or the place that an entry is about; empty where there is none. */
export function addressIn(entry: TimelineEntry, name: "recipient" | "to"): string {
  const value = entry.data[name];
  if (typeof value !== "object" || value === null) return field(entry, name);
  const { email, recipient } = value as { email?: unknown; recipient?: unknown };
  return String(email ?? recipient ?? "");
}

/** The channel of a platform without a mail server: it reaches nobody who does not read the log. */
export const LOG = "log";

const REASONS: Record<string, string> = {
  timeout: "no answer in time",
  unreachable: "could not be reached",
  rate_limited: "too many messages at once",
  receiver_error: "the receiver had an error",
  rejected: "the receiver refused it",
  redirected: "the receiver sent us elsewhere",
  address_not_allowed: "this address is not allowed",
  bad_recipient: "there is no such recipient",
  channel_off: "this channel is switched off",
  login_refused: "the login was refused",
  oncall_does_not_answer: "on-call did not answer",
  nobody_on_call: "nobody is on call",
};

/** A reason of the platform in words; one that is not known is shown as it is. */
export const reasonWords = (reason: string): string => REASONS[reason] ?? reason.replaceAll("_", " ");

function quoteOf(entry: TimelineEntry): string | null {
  switch (entry.type) {
    case "note":
      return field(entry, "content") || null;
    case "alert_attached":
    case "alert_resolved":
      return field(entry, "message") || null;
    case "delivery_failed":
      return reasonWords(field(entry, "reason")) || null;
    case "paged":
      return field(entry, "via") || null;
    default:
      return null;
  }
}

/** "step 2", with the round where it is not the first. */
function stepWords(entry: TimelineEntry): string {
  const cycle = field(entry, "cycle");
  return `step ${field(entry, "step")}${Number(cycle) > 1 ? `, round ${cycle}` : ""}`;
}

function sayingOf(entry: TimelineEntry, nameOf: (actor: string) => string): { tone: Tone; words: string } {
  const by = entry.actor === "system" ? "" : ` by ${nameOf(entry.actor)}`;
  const recipient = nameOf(addressIn(entry, "recipient")) || "its recipient";
  const holder = nameOf(addressIn(entry, "to"));
  const channel = field(entry, "channel");
  const over = channel ? ` by ${channel}` : "";
  switch (entry.type) {
    case "created":
      return { tone: "neutral", words: `Opened${by}` };
    case "alert_attached":
      return { tone: "neutral", words: "An alert joined" };
    case "alert_resolved":
      return { tone: "green", words: "An alert stopped firing" };
    case "assigned":
      return { tone: "neutral", words: `Assigned to ${holder}${by}` };
    case "reassigned":
      return { tone: "neutral", words: holder ? `Handed to ${holder}${by}` : `Taken out of everybody's hands${by}` };
    case "paged":
      return { tone: "amber", words: `Paged ${recipient} (${stepWords(entry)})` };
    case "delivered":
      return channel === LOG
        ? { tone: "neutral", words: `Written to the platform's log for ${recipient}` }
        : { tone: "green", words: `Reached ${recipient}${over}` };
    case "delivery_failed":
      return { tone: "red", words: `Did not reach ${recipient}${over}` };
    case "escalated":
      return field(entry, "reason") === "nobody_on_call"
        ? { tone: "red", words: `Nobody was on call at ${stepWords(entry)}, so it went on` }
        : { tone: "amber", words: `Nobody answered, so it went on to ${stepWords(entry)}` };
    case "exhausted":
      return { tone: "red", words: "Every step was tried and nobody answered" };
    case "status_changed":
      return changeOf(field(entry, "to"), by);
    case "note":
      return { tone: "neutral", words: `Note${by}` };
    case "suppressed":
      return { tone: "neutral", words: "An alert was suppressed" };
    case "degraded":
      return {
        tone: "amber",
        words:
          field(entry, "used") === "last_known"
            ? "On-call did not answer: whoever was last known to be on call is paged"
            : "On-call does not answer: it is asked again until it does",
      };
    case "merged":
      return { tone: "neutral", words: `Merged${by}` };
    case "snoozed":
      return { tone: "neutral", words: `Snoozed${by} till ${exact(field(entry, "until"))}` };
  }
}

function changeOf(to: string, by: string): { tone: Tone; words: string } {
  if (to === "resolved") {
    return { tone: "green", words: by ? `Resolved${by}` : "Resolved by itself: no alert is firing any more" };
  }
  return { tone: "blue", words: `${to === "in_progress" ? "Work began" : "Acknowledged"}${by}` };
}
