import { expect, test } from "vitest";
import { policySentences } from "./policy-words";
import { choiceOf, targetOf } from "./targets";

const schedule = { type: "schedule" as const, team: "payments", team_id: "t", role: "primary" as const };
const ana = { type: "user" as const, id: "a", name: "Ana Lopez", email: "ana@example.org" };

test("a policy is read as sentences: who, after how long, how often, and what then", () => {
  const steps = [
    { delay_seconds: 300, targets: [schedule] },
    { delay_seconds: 600, targets: [ana, { type: "channel" as const, channel: "slack", recipient: "#ops" }] },
  ];
  expect(policySentences(steps, 1)).toEqual([
    "At once: whoever is on call for payments.",
    "After 5 min: Ana Lopez and slack #ops.",
    "The list runs twice. After 30 min without an answer: the team's manager or the admins.",
  ]);
  expect(policySentences(steps.slice(0, 1), 0).at(-1)).toBe(
    "After 5 min without an answer: the team's manager or the admins.",
  );
  expect(policySentences(steps.slice(0, 1), null).at(-1)).toBe("Every 5 min again, until somebody answers.");
});

test("a step whose people take turns says so", () => {
  const steps = [{ delay_seconds: 300, targets: [schedule, ana], round_robin: true }];
  expect(policySentences(steps, 0)[0]).toBe("At once: in turn whoever is on call for payments or Ana Lopez.");
});

test.each([
  [schedule, { type: "schedule", team: "payments", role: "primary" }],
  [{ ...schedule, role: "secondary" as const }, { type: "schedule", team: "payments", role: "secondary" }],
  [ana, { type: "user", id: "a" }],
  [{ type: "team" as const, id: "t", name: "a:b" }, { type: "team", name: "a:b" }],
  [
    { type: "channel" as const, channel: "webhook", recipient: "https://example.org/x" },
    { type: "channel", channel: "webhook", recipient: "https://example.org/x" },
  ],
  [{ type: "fallback" as const }, { type: "fallback" }],
])("a target of a menu is the same target when it is sent", (target, sent) => {
  expect(targetOf(choiceOf(target))).toEqual(sent);
});
