/** Who was paged about an incident, and whether it reached them. */
import type { TimelineEntry } from "@/data/model";
import { addressIn, field } from "./timeline";

export interface Paged {
  id: TimelineEntry["id"];
  at: string;
  /** The e-mail address of a person, or the address of a place such as a chat room. */
  address: string;
  outcomes: Outcome[];
}

export interface Outcome {
  notification: string;
  channel: string;
  isDelivered: boolean;
  /** Why not, in the platform's words. */
  reason: string;
}

/**
 * The pages, oldest first, each with what became of it on every channel.
 *
 * The first notification of a channel is the page; a later one only tells that somebody else has it by now. The same
 * notification reports again when it was sent again, and then its last word counts.
 */
export function pagedPeople(timeline: TimelineEntry[]): Paged[] {
  const pages: Paged[] = [];
  for (const entry of timeline) {
    const address = addressIn(entry, "recipient");
    if (entry.type === "paged") pages.push({ id: entry.id, at: entry.at, address, outcomes: [] });
    if (entry.type !== "delivered" && entry.type !== "delivery_failed") continue;
    const page =
      pages.findLast((candidate) => candidate.address === address) ?? (pages.length === 1 ? pages[0] : undefined);
    if (!page) continue;
    const outcome = {
      notification: field(entry, "notification_id"),
      channel: field(entry, "channel"),
      isDelivered: entry.type === "delivered",
      reason: field(entry, "reason"),
    };
    const known = page.outcomes.findIndex((other) => other.channel === outcome.channel);
    if (known < 0) page.outcomes.push(outcome);
    else if (page.outcomes[known]?.notification === outcome.notification) page.outcomes[known] = outcome;
  }
  return pages;
}

/** The latest page of each, and how many there were; whoever was paged last comes last. */
export function byRecipient(pages: Paged[]): { latest: Paged; times: number }[] {
  const recipients = new Map<string, { latest: Paged; times: number }>();
  for (const page of pages) {
    const times = (recipients.get(page.address)?.times ?? 0) + 1;
    recipients.delete(page.address);
    recipients.set(page.address, { latest: page, times });
  }
  return [...recipients.values()];
}
