/** A schedule as a calendar shows it: who from when to when, and when nobody. */
import type { FinalSchedule } from "@/data/model";
import { epoch } from "./time";

export const WEEKS_SHOWN = 4;

export interface Span {
  id: string;
  start: string;
  end: string;
  kind: "shift" | "override" | "gap";
  /** Null in a gap. */
  person: { id: string; name: string } | null;
}

/** Shifts and gaps in the order of time. */
export function spansOf(schedule: FinalSchedule): Span[] {
  const shifts = schedule.items.map(
    ({ start, end, user, source }): Span => ({
      id: `${start} ${user.id}`,
      start,
      end,
      kind: source === "override" ? "override" : "shift",
      person: { id: user.id, name: user.name },
    }),
  );
  const gaps = schedule.gaps.map(
    ({ start, end }): Span => ({ id: `${start} gap`, start, end, kind: "gap", person: null }),
  );
  return [...shifts, ...gaps].toSorted((a, b) => epoch(a.start) - epoch(b.start));
}

/** Midnight of the Monday `offset` weeks from this one, in the reader's zone, and of the Monday after the last week shown. */
export function shownRange(now: number, offset: number): { from: string; to: string } {
  const monday = (weeks: number): string => {
    const day = new Date(now);
    day.setHours(0, 0, 0, 0);
    day.setDate(day.getDate() - ((day.getDay() + 6) % 7) + 7 * weeks);
    return day.toISOString();
  };
  return { from: monday(offset), to: monday(offset + WEEKS_SHOWN) };
}

/** For how long nobody is on call in all. */
export function gapSeconds(spans: Span[]): number {
  return spans
    .filter((span) => span.kind === "gap")
    .reduce((sum, span) => sum + (epoch(span.end) - epoch(span.start)) / 1000, 0);
}
