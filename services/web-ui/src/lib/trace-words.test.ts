import { expect, test } from "vitest";
import type { Trace } from "@/data/model";
import { openedWords, pageState, sentOf, stepWords } from "./trace-words";

const page = (change: Partial<Trace["pages"][number]> = {}): Trace["pages"][number] => ({
  id: "p",
  user: null,
  channel: null,
  via: null,
  step: 1,
  cycle: 1,
  created_at: "2026-11-23T02:00:00Z",
  handed_over_at: null,
  cancelled_at: null,
  attempts: 0,
  last_error: null,
  notifications: [],
  ...change,
});

const words = (opened: Trace["correlation"]["opened"]) =>
  openedWords({ key: "k", window_seconds: 300, opened, previous: null });

test("an incident says why it is one of its own", () => {
  expect(words("first")).toBe("It is the first incident of its service and severity.");
  expect(words("window_passed")).toMatch(/no alert for more than 5 min\.$/);
});

test("a step says which round it was and why it came", () => {
  const step = { step: 2, cycle: 2, at: "2026-11-23T02:00:00Z", reason: "not_acknowledged", known_since: null, page_ids: [] };
  expect(stepWords(step)).toBe("Step 2, round 2: nobody had acknowledged.");
  expect(stepWords({ ...step, cycle: 1, known_since: step.at })).toMatch(/^Step 2: .*whoever it had last named was paged\.$/);
});

test("a page says what became of each message, in the provider's own words", () => {
  const attempts = [{ error: "451 try later", answer: null }, { error: null, answer: "250 queued as 4F2" }];
  const notifications = [
    { channel: "email", status: "delivered", attempts },
    { channel: "sms", status: "dead", attempts: [{ error: "no such number", answer: null }] },
  ];
  expect(sentOf(page({ notifications }))).toEqual([
    { channel: "email", outcome: "Delivered after 2 tries", said: "250 queued as 4F2" },
    { channel: "sms", outcome: "Given up", said: "no such number" },
  ]);
  expect(sentOf(page({ notifications: null }))).toBeNull();
});

test("a page without a message says where it is", () => {
  expect(pageState(page())).toBe("on its way");
  expect(pageState(page({ last_error: "timeout" }))).toBe("waits to be handed over: timeout");
  expect(pageState(page({ cancelled_at: "2026-11-23T02:00:01Z" }))).toMatch(/^cancelled before it left/);
});
