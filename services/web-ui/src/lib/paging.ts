/** Who was paged about an incident, and whether it reached them. */
import type { TimelineEntry } from "@/data/model";
import { field } from "./timeline";

export interface Paged {
  id: TimelineEntry["id"];
  at: string;
  /** As the timeline names the recipient: an e-mail, a name or an address of a channel. */
  who: string;
  step: number | null;
  /** What became of it, channel by channel, the latest word of each. */
  outcomes: { channel: string; isDelivered: boolean; at: string; reason: string }[];
}

/** The pages, oldest first, each with the receipts that came for its recipient before they were paged again. */
export function pagedPeople(timeline: TimelineEntry[]): Paged[] {
  const pages: Paged[] = [];
  for (const entry of timeline) {
    const who = field(entry, "recipient", "user", "email", "name");
    if (entry.type === "paged") {
      pages.push({ id: entry.id, at: entry.at, who, step: Number(field(entry, "step")) || null, outcomes: [] });
    }
    if (entry.type === "delivered" || entry.type === "delivery_failed") {
      const page = pages.findLast((candidate) => candidate.who === who) ?? pages.at(-1);
      if (!page) continue;
      const channel = field(entry, "channel");
      page.outcomes = [
        ...page.outcomes.filter((outcome) => outcome.channel !== channel),
        { channel, isDelivered: entry.type === "delivered", at: entry.at, reason: field(entry, "reason") },
      ];
    }
  }
  return pages;
}
