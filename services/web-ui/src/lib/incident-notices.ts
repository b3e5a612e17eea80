/** What is out of the ordinary about an incident: it lives on elsewhere, its pages are held, it came back. */
import type { Incident } from "@/data/model";
import { clock, relative, secondsBetween } from "./time";

export interface Notice {
  tone: "neutral" | "amber" | "blue";
  words: string;
  /** Another incident that it is about. */
  link?: { to: string; words: string };
}

const HOLDS: Record<string, string> = {
  maintenance: "its service is in maintenance",
  silenced: "its alerts are silenced",
  held_back: "a rule holds its alerts back",
  flapping: "its alert keeps coming and going",
};

/** In the order in which they matter. `now` is epoch milliseconds. */
export function noticesOf(incident: Incident, now: number): Notice[] {
  const { status, suppressed, merged_into, previous_id, acknowledged_until } = incident;
  const notices: Notice[] = [];
  if (merged_into) {
    notices.push({
      tone: "blue",
      words: "This was merged: its alerts and what is done about it are in another incident.",
      link: { to: merged_into, words: "Go there" },
    });
  }
  if (status === "open" && suppressed && secondsBetween(suppressed.until, now) < 0) {
    const why = HOLDS[suppressed.reason] ?? suppressed.reason.replaceAll("_", " ");
    notices.push({
      tone: "amber",
      words: `Nobody is paged: ${why}, till ${clock(suppressed.until, now)} at the latest.`,
    });
  }
  if (status === "acknowledged" && acknowledged_until && secondsBetween(acknowledged_until, now) < 0) {
    notices.push({
      tone: "amber",
      words: `Unless somebody says that they work on it, it is open again and pages from the first step ${relative(acknowledged_until, now)}.`,
    });
  }
  if (previous_id) {
    notices.push({
      tone: "neutral",
      words: "It came back: the same alert had stopped firing minutes before.",
      link: { to: previous_id, words: "The incident before" },
    });
  }
  return notices;
}
