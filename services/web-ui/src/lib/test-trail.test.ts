import { expect, test } from "vitest";
import { secondsAfter } from "./test-trail";

const opened = "2026-11-23T02:00:00.000Z";

test("a page that was delivered says how long it took, to a tenth of a second", () => {
  expect(secondsAfter(opened, { status: "delivered", sent_at: "2026-11-23T02:00:03.240Z" })).toBe("3.2");
});

test("a page that is still on its way says nothing", () => {
  expect(secondsAfter(opened, { status: "pending", sent_at: null })).toBeNull();
  expect(secondsAfter(opened, { status: "failed", sent_at: "2026-11-23T02:00:03Z" })).toBeNull();
});

test("clocks that differ a little do not make a page come before its incident", () => {
  expect(secondsAfter(opened, { status: "sent", sent_at: "2026-11-23T01:59:59.900Z" })).toBe("0.0");
});
