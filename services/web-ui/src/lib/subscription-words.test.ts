import { expect, test } from "vitest";
import { deliveryWords, EVENTS, standingOf, toldOf } from "./subscription-words";

const attempt = { number: 1, started_at: "2026-03-01T00:00:00Z", duration_ms: 5, outcome: "failed", status_code: 500, error: null };

test("a webhook says of what it is told, and of whom", () => {
  expect(toldOf({ events: EVENTS, team: null, team_id: null })).toBe("Every event, of every team");
  expect(toldOf({ events: ["created", "resolved"], team: "payments", team_id: "t" })).toBe(
    "When opened, resolved, of payments",
  );
  expect(toldOf({ events: ["note"], team: null, team_id: "t" })).toBe("When a note was added, of a team that is gone");
});

test("one that failures ended stands out from one that somebody switched off", () => {
  const on = { is_enabled: true, disabled_because: null, failing_since: null };
  expect(standingOf(on).words).toBe("On");
  expect(standingOf({ ...on, failing_since: "2026-03-01T00:00:00Z" }).words).toBe("Failing");
  expect(standingOf({ ...on, is_enabled: false }).words).toBe("Off");
  expect(standingOf({ ...on, is_enabled: false, disabled_because: "no answer" }).words).toBe("Switched off by failures");
});

test("a delivery says what became of it and why", () => {
  expect(deliveryWords({ status: "waiting", attempts: [] })).toBe("on its way");
  expect(deliveryWords({ status: "waiting", attempts: [attempt] })).toBe(
    "waits for another try, after one attempt: it answered 500",
  );
  expect(deliveryWords({ status: "given_up", attempts: [attempt, { ...attempt, status_code: null, error: "refused" }] })).toBe(
    "given up after 2 attempts: refused",
  );
  expect(deliveryWords({ status: "delivered", attempts: [attempt] })).toBe("delivered");
});
