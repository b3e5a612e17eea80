import { expect, test } from "vitest";
import { effectWords, triedSentences } from "./rule-words";

const rule = { name: "r", matchers: ['service="search"'], suppress: false, continue: false };

test.each([
  [{ ...rule, suppress: true, severity: "low" as const }, "is recorded and opens nothing"],
  [{ ...rule, severity: "high" as const, team: "payments" }, "becomes high, goes to team payments"],
  [{ ...rule, correlation_key: "{region}", hold_back_seconds: 300 }, "is gathered by {region}, pages only after firing for 5 min"],
  [rule, "stays as it is"],
])("%# says what becomes of an alert", (one, words) => {
  expect(effectWords(one)).toBe(words);
});

const outcome = { incidents: 20, paged: 12, suppressed: 0, those_changed: [] };

test("a try says what would have been different, and what would not", () => {
  // oxlint-disable-next-line unicorn/no-thenable -- the platform's own word for it
  const tried = { alerts: 412, changed: 31, now: outcome, then: { ...outcome, paged: 4 }, examples: [] };
  expect(triedSentences(tried)).toEqual([
    "Of 412 alerts, 31 would have gone another way.",
    "Incidents: 20, as now.",
    "Incidents that page somebody: 4 instead of 12.",
    "Alerts that are only recorded: 0, as now.",
  ]);
  expect(triedSentences({ ...tried, changed: 0 })).toEqual(["Nothing changes: 412 alerts would have gone as they did."]);
  expect(triedSentences({ ...tried, alerts: 0 })[0]).toContain("nothing to try");
});
