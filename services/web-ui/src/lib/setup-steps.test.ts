import { expect, test } from "vitest";
import { firstStep, needsSetup, rotationStart } from "./setup-steps";

const done = { hasSchedule: true, hasService: true, hasIntegration: true, hasPaged: true };

test("a platform on which nobody was ever paged needs its set-up, one that paged somebody does not", () => {
  expect(needsSetup(done)).toBe(false);
  expect(needsSetup({ ...done, hasIntegration: false })).toBe(false);
  for (const missing of ["hasSchedule", "hasService", "hasPaged"] as const) {
    expect(needsSetup({ ...done, [missing]: false })).toBe(true);
  }
});

test("whoever comes back goes on where they left", () => {
  expect(firstStep({ ...done, hasService: false, hasIntegration: false })).toBe("you");
  expect(firstStep({ ...done, hasIntegration: false })).toBe("tool");
  expect(firstStep(done)).toBe("test");
});

test.each([
  ["2026-11-23T00:00:00Z", "2026-11-16"],
  ["2026-11-29T23:59:00Z", "2026-11-16"],
  ["2027-01-01T12:00:00Z", "2026-12-21"],
])("on %s a rotation begins on Monday %s", (now, start) => {
  expect(rotationStart(Date.parse(now))).toBe(start);
});
