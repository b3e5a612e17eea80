import { expect, test } from "vitest";
import { lengthOf, secondsOf } from "./lengths";

test.each([
  [90, 1.5, "minutes"],
  [300, 5, "minutes"],
  [5_400, 90, "minutes"],
  [7_200, 2, "hours"],
  [86_400, 1, "days"],
] as const)("%i s are typed as %d %s, and read back", (seconds, amount, unit) => {
  expect(lengthOf(seconds)).toEqual({ amount, unit });
  expect(secondsOf({ amount, unit })).toBe(seconds);
});

test.each(["", 0, -1, "soon"])("%j is no length", (amount) => {
  expect(secondsOf({ amount, unit: "hours" })).toBeNull();
});
