import { expect, test } from "vitest";
import { gapSeconds, overrideOf, shownRange, spansOf } from "./calendar";

const ana = { id: "a", name: "Ana", email: "ana@example.org" };
const schedule = {
  items: [
    { start: "2026-11-24T09:00:00Z", end: "2026-11-25T09:00:00Z", user: ana, source: "override" as const, layer: null },
    { start: "2026-11-23T09:00:00Z", end: "2026-11-24T07:00:00Z", user: ana, source: "layer" as const, layer: "week" },
  ],
  additions: [],
  gaps: [{ start: "2026-11-24T07:00:00Z", end: "2026-11-24T09:00:00Z" }],
};

test("shifts, gaps and overrides come in the order of time", () => {
  expect(spansOf(schedule).map((span) => [span.kind, span.person?.name])).toEqual([
    ["shift", "Ana"],
    ["gap", undefined],
    ["override", "Ana"],
  ]);
});

test("gaps are summed", () => expect(gapSeconds(spansOf(schedule))).toBe(7200));

test("four weeks from Monday's midnight where the reader is, also across a change of the clocks", () => {
  const now = Date.parse("2026-10-15T12:00:00Z");
  expect(shownRange(now, 0)).toEqual({ from: "2026-10-11T22:00:00.000Z", to: "2026-11-08T23:00:00.000Z" });
  expect(shownRange(now, 4).from).toBe("2026-11-08T23:00:00.000Z");
});

test("on a Sunday the week is still the one that ends", () => {
  expect(shownRange(Date.parse("2026-10-18T12:00:00Z"), 0).from).toBe("2026-10-11T22:00:00.000Z");
});

test("what is picked in the calendar is the override of that person at that time and role", () => {
  const override = {
    id: "o",
    schedule_id: "s",
    user: ana,
    start: "2026-11-24T09:00:00Z",
    end: "2026-11-25T09:00:00Z",
    role: "primary" as const,
    kind: "replace" as const,
    created_by: "ana@example.org",
    created_at: "2026-11-20T09:00:00Z",
  };
  const [shift, gap, shown] = spansOf(schedule);
  const picked = [shift, gap, shown].map((span) => span && overrideOf(span, [override], "primary")?.id);
  expect(picked).toEqual([undefined, undefined, "o"]);
  expect(shown && overrideOf(shown, [override], "secondary")).toBeUndefined();
});
