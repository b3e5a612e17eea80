/** Why a change was refused, in words that say who was first. */
import type { Person, Status, TimelineEntry } from "@/data/model";
import { lastStatusChange, STATUS_WORDS } from "./incident-words";
import { secondsBetween, span } from "./time";

const DID: Record<Status, string> = {
  open: "opened",
  acknowledged: "acknowledged",
  in_progress: "started on",
  resolved: "resolved",
};

/**
 * "Ben acknowledged this 3 s before you." where the timeline says who it was; else what the incident is now.
 *
 * nameOf: a person's name for the actor of an entry (an e-mail, a key's name or "system").
 * triedAt: epoch milliseconds of the refused attempt.
 */
export function refusalWords(
  current: { status: Status; assigned_to: Person | null },
  timeline: TimelineEntry[],
  nameOf: (actor: string) => string,
  triedAt: number,
): string {
  const change = lastStatusChange(timeline);
  if (change && change.data["to"] === current.status) {
    const who = change.actor === "system" ? "The platform" : nameOf(change.actor);
    const seconds = secondsBetween(change.at, triedAt);
    const when = seconds < 1 ? "just before you" : seconds < 120 ? `${span(seconds)} before you` : `${span(seconds)} ago`;
    return `${who} ${DID[current.status]} this ${when}.`;
  }
  const holder = current.assigned_to ? `, with ${current.assigned_to.name}` : "";
  return `It is ${STATUS_WORDS[current.status].toLowerCase()} already${holder}.`;
}
