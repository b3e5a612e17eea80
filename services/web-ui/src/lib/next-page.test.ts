import { describe, expect, test } from "vitest";
import type { Escalation, OnCall, Policy, Target } from "@/data/model";
import { nextPageWords, nextTargets, targetWords } from "./next-page";
import { incident } from "@/testing/fixtures";

const now = Date.parse("2026-11-23T14:06:00Z");
const open = incident({ created_at: "2026-11-23T14:00:00Z" });
const escalation = (change: Partial<Escalation> = {}): Escalation => ({
  policy_id: "p",
  step: 2,
  cycle: 1,
  next_at: "2026-11-23T14:10:00Z",
  state: "active",
  ...change,
});
const schedule: Target = { type: "schedule", team: "payments", team_id: "t", role: null };
const user: Target = { type: "user", id: "c", name: "Chi", email: "chi@example.org" };
const policy = (updated_at: string): Policy => ({
  id: "p",
  name: "payments",
  team: "payments",
  team_id: "t",
  repeat: 1,
  steps: [
    { delay_seconds: 300, targets: [schedule] },
    { delay_seconds: 300, targets: [user] },
  ],
  created_at: "2026-11-01T00:00:00Z",
  updated_at,
});
const onCall: OnCall[] = [
  {
    team: "payments",
    schedule_id: "s",
    primary: { id: "a", name: "Ana", email: "ana@example.org" },
    secondary: { id: "b", name: "Ben", email: "ben@example.org" },
    also: [],
    until: null,
  },
];

describe("who is paged next", () => {
  test("is who the step that is due names", () => {
    expect(nextTargets(open, escalation(), policy("2026-11-20T00:00:00Z"))).toEqual([user]);
  });

  test("is not known where the policy was changed after the incident opened", () => {
    expect(nextTargets(open, escalation(), policy("2026-11-23T14:03:00Z"))).toBeNull();
    expect(nextTargets(open, escalation(), undefined)).toBeNull();
  });

  test("without a policy is whoever the team's schedule names then", () => {
    const [target] = nextTargets(open, escalation({ policy_id: null }), undefined) ?? [];
    expect(target && targetWords(target, onCall)).toBe("Ana");
  });

  test("is named by role, and in words where nobody is known", () => {
    expect(targetWords({ ...schedule, role: "secondary" }, onCall)).toBe("Ben");
    expect(targetWords(schedule, [])).toBe("whoever is on call for payments");
  });
});

describe("what comes next", () => {
  test("is a person and an instant", () => {
    expect(nextPageWords(open, escalation(), ["Chi"], now)).toBe(
      "If nobody answers, Chi is paged at 15:10, in 4 min.",
    );
  });

  test("is an instant alone where nobody is known", () => {
    expect(nextPageWords(open, escalation(), [], now)).toBe(
      "If nobody answers, the next page goes out at 15:10, in 4 min.",
    );
  });

  test("is due when its instant has passed", () => {
    const due = escalation({ next_at: "2026-11-23T14:05:59Z" });
    expect(nextPageWords(open, due, ["Chi"], now)).toBe("The next page is due now.");
  });

  test("says that every step was tried", () => {
    const words = nextPageWords(open, escalation({ state: "exhausted", next_at: null }), [], now);
    expect(words).toContain("Every step was tried");
  });

  test("is nothing once it is resolved", () => {
    expect(nextPageWords(incident({ status: "resolved" }), escalation({ state: "stopped" }), [], now)).toBeNull();
  });
});
