import { expect, test } from "vitest";
import { heartbeatSentence, heartbeatStanding } from "./heartbeat-words";

const now = Date.parse("2026-11-23T02:00:00Z");
const beat = {
  interval_seconds: 300,
  grace_seconds: 60,
  is_enabled: true,
  is_overdue: false,
  last_beat_at: "2026-11-23T01:58:00Z",
  due_at: "2026-11-23T02:04:00Z",
};

test("a heartbeat says what is expected, when it last came and when somebody is paged", () => {
  expect(heartbeatSentence(beat, now)).toBe(
    "Every 5 min, at most 1 min late. Last beat 2 min ago. Without another, somebody is paged in 4 min.",
  );
});

test("one that is overdue says since when, and one that never reported says so", () => {
  const late = { ...beat, is_overdue: true, last_beat_at: null, due_at: "2026-11-23T01:50:00Z" };
  expect(heartbeatSentence(late, now)).toBe(
    "Every 5 min, at most 1 min late. No beat has come yet, overdue for 10 min.",
  );
});

test.each([
  [{ ...beat, is_enabled: false, is_overdue: true }, "Switched off"],
  [{ ...beat, is_overdue: true }, "Overdue"],
  [{ ...beat, last_beat_at: null }, "Waiting"],
  [beat, "Alive"],
])("%# stands as it is", (one, words) => {
  expect(heartbeatStanding(one).words).toBe(words);
});
