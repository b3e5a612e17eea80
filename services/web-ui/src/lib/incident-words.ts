/** An incident in sentences, for somebody who was woken by it. */
import type { Incident, Status, TimelineEntry } from "@/data/model";
import { clock, preciseSpan, relative, secondsBetween, span } from "./time";

export const STATUS_WORDS: Record<Status, string> = {
  open: "Open",
  acknowledged: "Acknowledged",
  in_progress: "In progress",
  resolved: "Resolved",
};

export const isUnresolved = (status: Status): boolean => status !== "resolved";

/** What a person may do next, the likeliest first. */
export const nextStatuses = (status: Status): ("acknowledged" | "resolved")[] =>
  status === "open" ? ["acknowledged", "resolved"] : status === "resolved" ? [] : ["resolved"];

export const ACTION_WORDS = { acknowledged: "Acknowledge", resolved: "Resolve" } as const;

export const alertsCounted = (count: number): string => (count === 1 ? "1 alert" : `${count.toLocaleString("en")} alerts`);

/** How old an unresolved incident is, or how long a resolved one took. */
const age = (incident: Incident, now: number): string =>
  span(secondsBetween(incident.created_at, incident.resolved_at ?? now));

/** For a line of the list: how long it has been open, or when it was resolved. */
export const whenWords = (incident: Incident, now: number): string =>
  incident.resolved_at ? relative(incident.resolved_at, now) : age(incident, now);

/** Until when nobody is paged about it, or null. */
export const snoozedUntil = ({ status, snoozed_until }: Incident, now: number): string | null =>
  status !== "resolved" && snoozed_until && secondsBetween(snoozed_until, now) < 0 ? snoozed_until : null;

/** Who has it, in a word or two, for a line of the list. `me` is the reader's id. */
export function whoHasIt(incident: Incident, me: string, now: number): string {
  const until = snoozedUntil(incident, now);
  return until ? `${holderOf(incident, me)}, snoozed till ${clock(until, now)}` : holderOf(incident, me);
}

function holderOf(incident: Incident, me: string): string {
  const person = incident.assigned_to;
  if (incident.status === "open") {
    return person ? `Waiting for ${person.id === me ? "you" : person.name}` : "Nobody yet";
  }
  return person ? (person.id === me ? "You" : person.name) : STATUS_WORDS[incident.status];
}

/** The sentence at the head of an incident. `me` is the reader's id. */
export function headline(incident: Incident, me: string, now: number): string {
  const person = incident.assigned_to;
  const isMine = person?.id === me;
  const since = age(incident, now);
  const until = snoozedUntil(incident, now);
  if (until) return `Snoozed till ${clock(until, now)}: nobody is paged until then. Open for ${since}.`;
  switch (incident.status) {
    case "open":
      return person
        ? `Open for ${since}, waiting for ${isMine ? "you" : person.name} to answer.`
        : `Open for ${since}, and nobody has it.`;
    case "acknowledged":
    case "in_progress": {
      const holder = isMine ? "You have it" : `${person?.name ?? "Somebody"} has it`;
      const answered = incident.mtta_seconds === null ? "" : `, answered after ${preciseSpan(incident.mtta_seconds)}`;
      return `${holder}. Open for ${since}${answered}.`;
    }
    case "resolved": {
      const { mtta_seconds, mttr_seconds, resolved_at } = incident;
      const wasAnswered = mtta_seconds !== null && mtta_seconds !== mttr_seconds;
      const answered = wasAnswered ? `, answered after ${preciseSpan(mtta_seconds)}` : "";
      const took = mttr_seconds === null ? "" : ` after ${preciseSpan(mttr_seconds)}`;
      return `Resolved${took}${answered}. That was ${relative(resolved_at ?? incident.created_at, now)}.`;
    }
  }
}

/** An incident that was before, in a line: when, how long it took, and who had it. */
export function earlierWords(incident: Incident, now: number): string {
  const began = relative(incident.created_at, now);
  if (incident.status !== "resolved") return `Began ${began}, and is not over.`;
  const took = incident.mttr_seconds === null ? "" : ` after ${preciseSpan(incident.mttr_seconds)}`;
  return `Began ${began}, resolved${took}${incident.assigned_to ? `, with ${incident.assigned_to.name}` : ""}.`;
}

/** The last change of status that the timeline holds. */
export const lastStatusChange = (timeline: TimelineEntry[]): TimelineEntry | undefined =>
  timeline.findLast((entry) => entry.type === "status_changed");

/** One sentence on the whole list. */
export function listHeadline(open: number, inHands: number): string {
  if (open === 0 && inHands === 0) return "All quiet.";
  if (open === 0) return inHands === 1 ? "One incident, in somebody's hands." : `${inHands} incidents, all in somebody's hands.`;
  const waiting = open === 1 ? "One incident waits for an answer" : `${open} incidents wait for an answer`;
  return inHands === 0 ? `${waiting}.` : `${waiting}, ${inHands} ${inHands === 1 ? "is" : "are"} in somebody's hands.`;
}
