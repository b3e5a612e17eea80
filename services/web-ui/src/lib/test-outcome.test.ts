import { expect, test } from "vitest";
import { outcomeOf } from "./test-outcome";

const opened = "2026-11-23T02:00:00Z";
const page = {
  id: "n",
  kind: "page",
  channel: "email",
  recipient: "ana@example.org",
  status: "pending",
  sent_at: null,
} as const;
const sent = { ...page, status: "delivered", sent_at: "2026-11-23T02:00:03.200Z" } as const;

test("before a page is sent there is nothing to tell", () => {
  expect(outcomeOf(opened, [])).toEqual({ kind: "waiting" });
  expect(outcomeOf(opened, [page])).toEqual({ kind: "waiting" });
});

test("the first page that reached somebody counts, whatever failed besides", () => {
  const later = { ...sent, id: "later", sent_at: "2026-11-23T02:00:09Z" } as const;
  const failed = { ...page, id: "failed", status: "dead" } as const;
  expect(outcomeOf(opened, [failed, later, sent])).toEqual({ kind: "reached", page: sent, seconds: "3.2" });
});

test("the log reaches nobody, so it is said to be the log", () => {
  expect(outcomeOf(opened, [{ ...sent, channel: "log" }])).toEqual({ kind: "logged" });
  expect(outcomeOf(opened, [{ ...sent, channel: "log" }, { ...page, status: "failed" }]).kind).toBe("failed");
});

test("a message that is no page does not count", () => {
  expect(outcomeOf(opened, [{ ...sent, kind: "update" }])).toEqual({ kind: "waiting" });
});
