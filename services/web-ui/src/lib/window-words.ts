/** When a maintenance window holds pages, in words. */
import type { MaintenanceWindow } from "@/data/model";
import { recurrenceWords } from "./recurrence";
import { clock, relative } from "./time";

type Window = Pick<
  MaintenanceWindow,
  "starts_at" | "ends_at" | "ended_at" | "is_active" | "recurrence" | "timezone" | "coming"
>;

/** Whether it still holds pages, now or later. */
export const isToCome = ({ coming, ended_at }: Pick<Window, "coming" | "ended_at">): boolean =>
  ended_at === null && coming.length > 0;

/** The word of its badge, and its colour. */
export function windowStanding(window: Window): { tone: "amber" | "neutral"; words: string } {
  if (window.is_active && window.ended_at === null) return { tone: "amber", words: "Now" };
  return { tone: "neutral", words: isToCome(window) ? "Planned" : "Over" };
}

/** "Till 14:00 (in 2 h). Every week (Europe/Berlin)." `now`: epoch milliseconds. */
export function windowSentence(window: Window, now: number): string {
  const next = window.coming[0];
  const again = window.recurrence === null ? "" : ` Comes ${recurrenceWords(window.recurrence)} (${window.timezone}).`;
  if (window.ended_at !== null) return `Ended ${relative(window.ended_at, now)}.`;
  if (!next) return `Ended ${relative(window.ends_at, now)}.`;
  return window.is_active
    ? `Till ${clock(next.ends_at, now)}, ${relative(next.ends_at, now)}.${again}`
    : `From ${clock(next.starts_at, now)} to ${clock(next.ends_at, now)}, begins ${relative(next.starts_at, now)}.${again}`;
}
