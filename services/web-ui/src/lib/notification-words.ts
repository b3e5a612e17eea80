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
  bundled: { words: "Part of another message", tone: "neutral", mayRetry: false },
};

/** Where a notification stands. What was only written to the log reached nobody. */
export const standingOf = ({ status, channel }: Pick<Notification, "status" | "channel">): Standing =>
  channel === LOG && (status === "sent" || status === "delivered")
    ? { words: "Written to the log", tone: "neutral", mayRetry: false }
    : STATUS_OF_NOTIFICATION[status];

/** "sent after 120 ms", "timeout after 10 s: no answer". */
export function attemptWords({ outcome, duration_ms, status_code, error }: Attempt): string {
  const took = duration_ms < 1000 ? `${duration_ms} ms` : `${(duration_ms / 1000).toFixed(1)} s`;
  const code = status_code === null ? "" : `, answer ${status_code}`;
  return `${reasonWords(outcome)} after ${took}${code}${error ? `: ${error}` : ""}`;
}
