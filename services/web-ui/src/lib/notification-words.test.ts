import { expect, test } from "vitest";
import { attemptWords, standingOf } from "./notification-words";

const attempt = { number: 1, started_at: "2026-11-23T14:00:00Z", provider_id: null, answer: null };

test.each([
  [{ outcome: "sent", duration_ms: 120, status_code: null, error: null }, "sent after 120 ms"],
  [
    { outcome: "receiver_error", duration_ms: 1260, status_code: 502, error: "Bad gateway" },
    "the receiver had an error after 1.3 s, answer 502: Bad gateway",
  ],
])("an attempt is told with how long it took and why it failed", (told, words) => {
  expect(attemptWords({ ...attempt, ...told })).toBe(words);
});

test("what was only written to the log is not called delivered", () => {
  expect(standingOf({ status: "delivered", channel: "log" }).words).toBe("Written to the log");
  expect(standingOf({ status: "delivered", channel: "email" }).words).toBe("Delivered");
  expect(standingOf({ status: "dead", channel: "log" }).mayRetry).toBe(true);
});

test("what goes with others is sent when its bundle is, and not the bundle is sent again", () => {
  expect(standingOf({ status: "bundled", channel: "sms", sent_at: null }).words).toBe("Goes with others");
  expect(standingOf({ status: "bundled", channel: "sms", sent_at: "2026-11-23T14:00:00Z" }).words).toBe("Sent with others");
  expect(standingOf({ status: "dead", channel: "sms", is_bundle: true }).mayRetry).toBe(false);
});
