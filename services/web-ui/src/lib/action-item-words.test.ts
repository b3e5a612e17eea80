import { expect, test } from "vitest";
import { itemWords } from "./action-item-words";

const NOON = new Date(2026, 2, 20, 12).getTime();
const ana = { id: "a", name: "Ana", email: "ana@example.org" };
const item = { owner: ana, due_on: "2026-03-20", done_by: null, done_at: null };
const nameOf = (email: string) => (email === ana.email ? "Ana" : email);

test("an item names who does it and until when, and is late only from the day after", () => {
  expect(itemWords(item, nameOf, NOON)).toEqual({ words: "Ana, until Fri 20 Mar", isLate: false });
  expect(itemWords({ ...item, due_on: "2026-03-19" }, nameOf, NOON)).toEqual({
    words: "Ana, until Thu 19 Mar, late",
    isLate: true,
  });
  expect(itemWords({ ...item, owner: null, due_on: null }, nameOf, NOON)).toEqual({
    words: "Nobody yet, no day",
    isLate: false,
  });
});

test("what is done is not late any more, and says who did it", () => {
  const done = { ...item, due_on: "2026-01-01", done_by: ana.email, done_at: "2026-03-01T00:00:00Z" };
  expect(itemWords(done, nameOf, NOON)).toEqual({ words: "Done by Ana", isLate: false });
});
