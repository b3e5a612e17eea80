import { expect, test } from "vitest";
import { incident } from "@/testing/fixtures";
import { noticesOf } from "./incident-notices";

const NOW = Date.parse("2026-11-23T02:00:00Z");
const at = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString();
const words = (change: Parameters<typeof incident>[0]) => noticesOf(incident(change), NOW).map((notice) => notice.words);

test("an ordinary incident has none", () => {
  expect(words({})).toEqual([]);
});

test("whose pages are held says why and until when, while they are", () => {
  const suppressed = { reason: "maintenance", until: at(60) };
  expect(words({ suppressed })).toEqual(["Nobody is paged: its service is in maintenance, till 04:00 at the latest."]);
  expect(words({ suppressed: { ...suppressed, until: at(-1) } })).toEqual([]);
  expect(words({ suppressed, status: "resolved" })).toEqual([]);
});

test("an acknowledgement that ends says what happens then", () => {
  const acknowledged_until = at(20);
  expect(words({ status: "acknowledged", acknowledged_until })[0]).toMatch(/open again .* in 20 min\.$/);
  expect(words({ status: "in_progress", acknowledged_until })).toEqual([]);
});

test("what was merged and what came back lead to the other incident", () => {
  const notices = noticesOf(incident({ status: "resolved", merged_into: "m", previous_id: "p" }), NOW);
  expect(notices.map(({ link }) => link?.to)).toEqual(["m", "p"]);
});
