/** A notification and its attempts, in words. */
import type { Attempt, Notification, NotificationStatus } from "@/data/model";
import { LOG, reasonWords } from "./timeline";

type Tone = "neutral" | "amber" | "green" | "red";

interface Standing {
  words: string;
  tone: Tone;
  mayRetry: boolean;
}

export const STATUS_OF_NOTIFICATION: Record<NotificationStatus, Standing> = {
  pending: { words: "Waiting", tone: "amber", mayRetry: false },
  sending: { words: "Being sent", tone: "amber", mayRetry: false },
  sent: { words: "Sent", tone: "green", mayRetry: false },
  delivered: { words: "Delivered", tone: "green", mayRetry: false },
  failed: { words: "Failed, tried again", tone: "amber", mayRetry: false },
  dead: { words: "Given up", tone: "red", mayRetry: true },
  cancelled: { words: "Not needed any more", tone: "neutral", mayRetry: false },
  bundled: { words: "Goes with others", tone: "amber", mayRetry: false },
};

/**
 * Where a notification stands. What was only written to the log reached nobody; what a bundle carries is sent with it,
 * and is sent again by itself where the bundle was given up.
 */
export function standingOf({
  status,
  channel,
  sent_at,
  is_bundle,
}: Pick<Notification, "status" | "channel"> & Partial<Pick<Notification, "sent_at" | "is_bundle">>): Standing {
  if (channel === LOG && (status === "sent" || status === "delivered"))
    return { words: "Written to the log", tone: "neutral", mayRetry: false };
  if (status === "bundled" && sent_at) return { words: "Sent with others", tone: "green", mayRetry: false };
  const standing = STATUS_OF_NOTIFICATION[status];
  return is_bundle ? { ...standing, mayRetry: false } : standing;
}

/** "sent after 120 ms", "timeout after 10 s: no answer". */
export function attemptWords({ outcome, duration_ms, status_code, error }: Attempt): string {
  const took = duration_ms < 1000 ? `${duration_ms} ms` : `${(duration_ms / 1000).toFixed(1)} s`;
  const code = status_code === null ? "" : `, answer ${status_code}`;
  return `${reasonWords(outcome)} after ${took}${code}${error ? `: ${error}` : ""}`;
}
