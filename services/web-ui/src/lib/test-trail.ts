/** How long a page was on its way. */
import type { Notification } from "@/data/model";
import { epoch } from "./time";

/** "3.2": seconds from the opening of an incident until the receiver had the page; null before that. Never below 0. */
export function secondsAfter(openedAt: string, page: Pick<Notification, "status" | "sent_at">): string | null {
  if (page.sent_at === null || (page.status !== "sent" && page.status !== "delivered")) return null;
  return (Math.max(0, epoch(page.sent_at) - epoch(openedAt)) / 1000).toFixed(1);
}
