import { expect, test } from "vitest";
import { windowSentence, windowStanding } from "./window-words";

const now = Date.parse("2026-11-23T12:00:00Z");
const period = { starts_at: "2026-11-23T11:00:00Z", ends_at: "2026-11-23T13:00:00Z" };
const window = { ...period, ended_at: null, is_active: true, recurrence: null, timezone: "Europe/Berlin", coming: [period] };

test("a window that is open says till when", () => {
  expect(windowStanding(window)).toEqual({ tone: "amber", words: "Now" });
  expect(windowSentence(window, now)).toBe("Till 14:00, in 1 h.");
});

test("one that comes again says how often, and in which zone", () => {
  const later = { starts_at: "2026-11-24T11:00:00Z", ends_at: "2026-11-24T13:00:00Z" };
  const weekly = { ...window, is_active: false, recurrence: "FREQ=WEEKLY", coming: [later] };
  expect(windowStanding(weekly).words).toBe("Planned");
  expect(windowSentence(weekly, now)).toBe(
    "From Tue 12:00 to Tue 14:00, begins in 23 h. Comes every week (Europe/Berlin).",
  );
  expect(windowSentence({ ...weekly, recurrence: "FREQ=YEARLY" }, now)).toContain("Comes by the rule FREQ=YEARLY");
});

test("one that was ended early is over, whatever was to come of it", () => {
  const ended = { ...window, ended_at: "2026-11-23T11:30:00Z", is_active: false, coming: [] };
  expect(windowStanding(ended).words).toBe("Over");
  expect(windowSentence(ended, now)).toBe("Ended 30 min ago.");
});
