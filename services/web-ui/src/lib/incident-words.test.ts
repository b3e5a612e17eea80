import { describe, expect, test } from "vitest";
import { headline, listHeadline, nextStatuses, whoHasIt } from "./incident-words";
import { refusalWords } from "./refusal";
import { incident } from "@/testing/fixtures";

const now = Date.parse("2026-11-23T14:06:00Z");
const opened = (change = {}) => incident({ created_at: "2026-11-23T14:00:00Z", ...change });
const ana = { id: "a", name: "Ana", email: "ana@example.org" };
describe("the sentence at the head", () => {
  test("says that nobody has it", () => {
    expect(headline(opened(), "me", now)).toBe("Open for 6 min, and nobody has it.");
    expect(whoHasIt(opened(), "me", now)).toBe("Nobody yet");
  });

  test("says whom it waits for", () => {
    expect(headline(opened({ assigned_to: ana }), "me", now)).toBe("Open for 6 min, waiting for Ana to answer.");
    expect(whoHasIt(opened({ assigned_to: ana }), "me", now)).toBe("Waiting for Ana");
  });

  test("says who has it and how fast they were", () => {
    const taken = opened({ status: "acknowledged", assigned_to: ana, mtta_seconds: 72 });
    expect(headline(taken, "me", now)).toBe("Ana has it. Open for 6 min, answered after 1 min 12 s.");
  });

  test("does not tell the same time twice where nobody acknowledged first", () => {
    const over = { status: "resolved" as const, resolved_at: "2026-11-23T14:04:00Z", mtta_seconds: 240, mttr_seconds: 240 };
    expect(headline(opened(over), "me", now)).toBe("Resolved after 4 min. That was 2 min ago.");
  });

  test("says till when it is snoozed, and no longer than that", () => {
    const snoozed = opened({ assigned_to: ana, snoozed_until: "2026-11-23T15:00:00Z" });
    expect(headline(snoozed, "me", now)).toContain("Snoozed till 16:00");
    expect(whoHasIt(snoozed, "me", now)).toBe("Waiting for Ana, snoozed till 16:00");
    expect(whoHasIt(snoozed, "me", Date.parse("2026-11-23T15:00:00Z"))).toBe("Waiting for Ana");
  });

  test("calls the reader you", () => {
    expect(headline(opened({ assigned_to: ana }), "a", now)).toBe("Open for 6 min, waiting for you to answer.");
    expect(headline(opened({ status: "acknowledged", assigned_to: ana }), "a", now)).toBe("You have it. Open for 6 min.");
    expect(whoHasIt(opened({ status: "acknowledged", assigned_to: ana }), "a", now)).toBe("You");
  });

  test("says how long it took", () => {
    const over = { status: "resolved" as const, resolved_at: "2026-11-23T14:04:00Z", mttr_seconds: 240 };
    expect(headline(opened({ ...over, mtta_seconds: 60 }), "me", now)).toBe(
      "Resolved after 4 min, answered after 1 min. That was 2 min ago.",
    );
  });
});

test("what is open can be acknowledged first, what is over is over", () => {
  expect(nextStatuses("open")).toEqual(["acknowledged", "resolved"]);
  expect(nextStatuses("in_progress")).toEqual(["resolved"]);
  expect(nextStatuses("resolved")).toEqual([]);
});

const acknowledged = (at: string, actor: string) => [
  { id: 1, type: "status_changed" as const, actor, at, data: { from: "open", to: "acknowledged" } },
];
const nameOf = () => "Ben";

describe("a refusal", () => {
  test("says who was first, and by how much", () => {
    const current = { status: "acknowledged" as const, assigned_to: ana };
    expect(refusalWords(current, acknowledged("2026-11-23T14:05:57Z", "ben@example.org"), nameOf, now)).toBe(
      "Ben acknowledged this 3 s before you.",
    );
    expect(refusalWords(current, acknowledged("2026-11-23T14:05:59.800Z", "ben@example.org"), nameOf, now)).toBe(
      "Ben acknowledged this just before you.",
    );
  });

  test("says what it is where the timeline does not tell", () => {
    expect(refusalWords({ status: "resolved", assigned_to: ana }, [], nameOf, now)).toBe("It is resolved already, with Ana.");
  });
});

test("the list in one sentence", () => {
  expect(listHeadline(0, 0)).toBe("All quiet.");
  expect(listHeadline(1, 0)).toBe("One incident waits for an answer.");
  expect(listHeadline(3, 1)).toBe("3 incidents wait for an answer, 1 is in somebody's hands.");
  expect(listHeadline(0, 2)).toBe("2 incidents, all in somebody's hands.");
});
