/** A schedule as a calendar shows it: who from when to when, and when nobody. */
import type { FinalSchedule, Override, Role, Schedule, Shift } from "@/data/model";
import { epoch } from "./time";

export const WEEKS_SHOWN = 4;

export interface Span {
  id: string;
  start: string;
  end: string;
  /** An addition is somebody who is on call besides whoever is. */
  kind: "shift" | "override" | "addition" | "gap";
  /** Null in a gap. */
  person: { id: string; name: string } | null;
}

const turn = (kind: "shift" | "addition", { start, end, user, source }: Shift): Span => ({
  id: `${kind} ${start} ${user.id}`,
  start,
  end,
  kind: kind === "shift" && source === "override" ? "override" : kind,
  person: { id: user.id, name: user.name },
});

/** Shifts, additions and gaps in the order of time. */
export function spansOf(schedule: Pick<FinalSchedule, "items" | "additions" | "gaps">): Span[] {
  const turns = [
    ...schedule.items.map((item) => turn("shift", item)),
    ...schedule.additions.map((item) => turn("addition", item)),
  ];
  const gaps = schedule.gaps.map(
    ({ start, end }): Span => ({ id: `gap ${start}`, start, end, kind: "gap", person: null }),
  );
  return [...turns, ...gaps].toSorted((a, b) => epoch(a.start) - epoch(b.start));
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

/** The override that a span shows, where it shows one. */
export const overrideOf = (span: Span, overrides: Override[], role: Role): Override | undefined =>
  span.kind === "override" || span.kind === "addition"
    ? overrides.find(
        (override) =>
          override.role === role &&
          override.user.id === span.person?.id &&
          epoch(override.start) < epoch(span.end) &&
          epoch(span.start) < epoch(override.end),
      )
    : undefined;

/** Whether anybody is secondary in this schedule, in either form. */
export const hasSecondary = (schedule: Pick<Schedule, "members" | "layers">): boolean =>
  [...schedule.members, ...schedule.layers].some((part) => part.role === "secondary");

/** For how long nobody is on call in all. */
export function gapSeconds(spans: Span[]): number {
  return spans
    .filter((span) => span.kind === "gap")
    .reduce((sum, span) => sum + (epoch(span.end) - epoch(span.start)) / 1000, 0);
}
