import { expect, test } from "vitest";
import { changeWords, fieldChanges, objectWords } from "./audit-words";

test("a change says what was done to what", () => {
  const change = { action: "changed", object_type: "escalation_policies", object_name: "payments first" } as const;
  expect(changeWords(change)).toBe("changed the escalation policy payments first");
  expect(changeWords({ ...change, action: "deleted", object_name: null })).toBe("deleted the escalation policy");
  expect(objectWords("new_things")).toBe("new things");
});

test("what differs is told field by field, as it was and as it is", () => {
  const entry = {
    before: { id: "x", auto_resolve: true, team: "payments", policy: null, updated_at: "2026-11-01T00:00:00Z" },
    after: { id: "x", auto_resolve: false, low_urgency: ["info"], policy: null },
  };
  expect(fieldChanges(entry)).toEqual([
    { field: "auto_resolve", before: "yes", after: "no" },
    { field: "low_urgency", before: null, after: '["info"]' },
    { field: "team", before: "payments", after: null },
  ]);
});
