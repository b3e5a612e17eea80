import { expect, test } from "vitest";
import type { Swap } from "@/data/model";
import { answersTo, outcomeWords, shownSwaps, swapWords } from "./swap-words";

const NOW = Date.parse("2026-11-24T08:00:00Z");
const ana = { id: "ana", name: "Ana", email: "ana@example.org" };
const ben = { id: "ben", name: "Ben", email: "ben@example.org" };
const swap = (change: Partial<Swap> = {}): Swap => ({
  id: "1",
  schedule_id: "s",
  role: "primary",
  asked_by: ana,
  asked_of: ben,
  start: "2026-11-25T09:00:00Z",
  end: "2026-11-26T09:00:00Z",
  in_return: null,
  note: null,
  status: "open",
  created_at: "2026-11-24T07:00:00Z",
  answered_at: null,
  ...change,
});

test("a swap is told from where its reader stands, with what is given in return", () => {
  expect(swapWords(swap(), "ana", NOW)).toMatch(/^You ask Ben to take Wed .* to Thu .*$/);
  expect(swapWords(swap(), "ben", NOW)).toMatch(/^Ana asks you to take /);
  const both = swap({ role: "secondary", in_return: { start: "2026-11-27T09:00:00Z", end: "2026-11-27T21:00:00Z" } });
  expect(swapWords(both, "chi", NOW)).toMatch(/^Ana asks Ben to take .*, as secondary, in return for Fri .*$/);
});

test("whoever is asked answers, whoever asked takes it back, an admin does either, and nobody else anything", () => {
  expect(answersTo(swap(), "ben", false)).toEqual(["accept", "decline"]);
  expect(answersTo(swap(), "ana", false)).toEqual(["withdraw"]);
  expect(answersTo(swap(), "chi", true)).toEqual(["accept", "decline", "withdraw"]);
  expect(answersTo(swap(), "chi", false)).toEqual([]);
  expect(answersTo(swap({ status: "accepted" }), "ben", true)).toEqual([]);
});

test("open swaps come first, and what was answered long ago is gone", () => {
  const answered = (id: string, answered_at: string) => swap({ id, status: "declined", answered_at });
  const shown = shownSwaps(
    [answered("new", "2026-11-23T08:00:00Z"), answered("old", "2026-10-01T08:00:00Z"), swap({ id: "open" })],
    NOW,
    14,
  );
  expect(shown.map(({ id }) => id)).toEqual(["open", "new"]);
  expect(shown.map(outcomeWords)).toEqual([null, "Declined"]);
});
