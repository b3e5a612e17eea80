import { expect, test } from "vitest";
import type { Drill } from "@/data/model";
import { ana, incident } from "@/testing/fixtures";
import { outcomeOf, reachedWords } from "./drill-words";

const drill = (change: Partial<Drill> = {}): Drill => ({
  incident: incident({ origin: "drill" }),
  reached: [],
  acknowledged_by: null,
  acknowledged_after_seconds: null,
  exhausted: false,
  ...change,
});
const nameOf = (email: string) => (email === ana.email ? ana.name : email);

test.each([
  [{ acknowledged_by: ana.email, acknowledged_after_seconds: 125 }, "Ana Lopez acknowledged after 2 min 5 s."],
  [{}, "Nobody has acknowledged yet."],
  [{ exhausted: true }, "Nobody acknowledged, and everybody was tried."],
  [{ incident: incident({ status: "resolved" }) }, "It was ended before anybody acknowledged."],
])("a drill says who answered, or that nobody did", (change, words) => {
  expect(outcomeOf(drill(change), nameOf)).toBe(words);
});

test("each who was paged is told with when, and whether they answered", () => {
  const reached = { user: ana, recipient: ana.email, paged_at: "2026-03-01T00:00:00Z", step: 1, after_seconds: 0.2 };
  expect(reachedWords({ ...reached, answered_after_seconds: null })).toBe("paged at once (step 1), has not answered");
  expect(reachedWords({ ...reached, step: null, after_seconds: 300, answered_after_seconds: 40 })).toBe(
    "paged after 5 min, answered 40 s later",
  );
});
