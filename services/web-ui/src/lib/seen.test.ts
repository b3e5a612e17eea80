import { expect, test } from "vitest";
import { incident } from "@/testing/fixtures";
import { afterSeeing, isUnseen, type Seen } from "./seen";

const nothing: Seen = { since: "2026-11-23T02:00:00Z", versions: {} };
const before = incident({ created_at: "2026-11-23T01:00:00Z" });
const after = incident({ created_at: "2026-11-23T03:00:00Z" });

test("what was there before the first visit is known, what began later is not", () => {
  expect(isUnseen(nothing, before)).toBe(false);
  expect(isUnseen(nothing, after)).toBe(true);
});

test("what was seen is unseen again once somebody changes it, until it is over", () => {
  const seen = afterSeeing(nothing, [after]);
  expect(isUnseen(seen, after)).toBe(false);
  expect(isUnseen(seen, { ...after, version: 2 })).toBe(true);
  expect(isUnseen(seen, { ...after, version: 2, status: "resolved" })).toBe(false);
});

test("seeing again what was seen changes nothing", () => {
  const seen = afterSeeing(nothing, [after]);
  expect(afterSeeing(seen, [after, { ...after, version: 0 }])).toBe(seen);
});

test("what is over is not remembered", () => {
  expect(afterSeeing(nothing, [{ ...after, status: "resolved" }])).toBe(nothing);
});

test("only the newest are remembered", () => {
  const many = Array.from({ length: 2500 }, (_, n) => incident({ id: String(n).padStart(6, "0") }));
  const seen = afterSeeing(nothing, many);
  const ids = Object.keys(seen.versions);
  expect(ids).toHaveLength(2000);
  expect(ids.toSorted()[0]).toBe("000500");
  expect(afterSeeing(seen, many)).toBe(seen); // the others were dropped, and stay so
});
