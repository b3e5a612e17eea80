/** How a heartbeat stands, in words. */
import type { Heartbeat } from "@/data/model";
import { relative, secondsBetween, span } from "./time";

type Tone = "green" | "amber" | "red" | "neutral";

/** The word of its badge, and its colour. */
export function heartbeatStanding(
  beat: Pick<Heartbeat, "is_enabled" | "is_overdue" | "last_beat_at">,
): { tone: Tone; words: string } {
  if (!beat.is_enabled) return { tone: "neutral", words: "Switched off" };
  if (beat.is_overdue) return { tone: "red", words: "Overdue" };
  return beat.last_beat_at === null ? { tone: "amber", words: "Waiting" } : { tone: "green", words: "Alive" };
}

/** What is expected of it, and when it last reported. `now`: epoch milliseconds. */
export function heartbeatSentence(
  beat: Pick<Heartbeat, "interval_seconds" | "grace_seconds" | "last_beat_at" | "due_at" | "is_overdue" | "is_enabled">,
  now: number,
): string {
  const often = `Every ${span(beat.interval_seconds)}, at most ${span(beat.grace_seconds)} late.`;
  const last = beat.last_beat_at === null ? "No beat has come yet" : `Last beat ${relative(beat.last_beat_at, now)}`;
  if (!beat.is_enabled) return `${often} ${last}.`;
  if (beat.is_overdue) return `${often} ${last}, overdue for ${span(secondsBetween(beat.due_at, now))}.`;
  return `${often} ${last}. Without another, somebody is paged ${relative(beat.due_at, now)}.`;
}
