import { describe, expect, test } from "vitest";
import type { TimelineEntry } from "@/data/model";
import { reasonWords, timelineLines } from "./timeline";

const nameOf = (actor: string) => (actor === "ana@example.org" ? "Ana Lopez" : actor);
let minute = 0;
const entry = (type: TimelineEntry["type"], data: Record<string, unknown> = {}, actor = "system"): TimelineEntry => ({
  id: ++minute,
  type,
  actor,
  at: `2026-11-23T14:${String(minute).padStart(2, "0")}:00Z`,
  data,
});
const words = (...entries: TimelineEntry[]) => timelineLines(entries, nameOf).map((line) => line.words);

describe("a timeline", () => {
  test("is read from the newest", () => {
    expect(
      words(
        entry("created"),
        entry("status_changed", { from: "open", to: "acknowledged" }, "ana@example.org"),
        entry("note", { content: "rolled back" }, "ana@example.org"),
        entry("status_changed", { from: "acknowledged", to: "resolved" }),
      ),
    ).toEqual([
      "Resolved by itself: no alert is firing any more",
      "Note by Ana Lopez",
      "Acknowledged by Ana Lopez",
      "Opened",
    ]);
  });

  test("tells a storm of alerts in one line, from the first to the last", () => {
    const storm = [1, 2, 3].map((n) => entry("alert_attached", { message: `error ${n}` }));
    const [line] = timelineLines([entry("created"), ...storm], nameOf);
    expect(line).toMatchObject({ words: "3 alerts joined", at: storm[0]?.at, until: storm[2]?.at, quote: null });
  });

  test("shows what a single alert said", () => {
    expect(timelineLines([entry("alert_attached", { message: "disk full" })], nameOf)[0]).toMatchObject({
      words: "An alert joined",
      quote: "disk full",
    });
  });

  test("says who was paged, why them, over what, and what became of it", () => {
    const ana = { id: "a", name: "Ana Lopez", email: "ana@example.org" };
    const lines = timelineLines(
      [
        entry("paged", { recipient: ana, step: 1, cycle: 1, reason: "opened", via: "the schedule of payments" }),
        entry("delivery_failed", { recipient: "ana@example.org", channel: "email", reason: "rejected" }),
        entry("escalated", { step: 2, cycle: 1, reason: "not_acknowledged" }),
        entry("paged", { recipient: { channel: "webhook", recipient: "https://chat" }, step: 2, cycle: 2 }),
        entry("delivered", { recipient: "https://chat", channel: "webhook" }),
      ],
      nameOf,
    );
    expect(lines.toReversed().map((line) => [line.words, line.quote])).toEqual([
      ["Paged Ana Lopez (step 1)", "the schedule of payments"],
      ["Did not reach Ana Lopez by email", "the receiver refused it"],
      ["Nobody answered, so it went on to step 2", null],
      ["Paged https://chat (step 2, round 2)", null],
      ["Reached https://chat by webhook", null],
    ]);
  });

  test("does not call it reached when it was only written to the log", () => {
    const [line] = timelineLines([entry("delivered", { recipient: "ana@example.org", channel: "log" })], nameOf);
    expect(line).toMatchObject({ words: "Written to the platform's log for Ana Lopez", tone: "neutral" });
  });

  test("says till when it was snoozed", () => {
    const [line] = timelineLines([entry("snoozed", { until: "2026-11-23T17:00:00+00:00" }, "ana@example.org")], nameOf);
    expect(line?.words).toBe("Snoozed by Ana Lopez till Mon, 23 Nov 2026, 18:00:00 CET");
  });

  test("says in whose hands it is", () => {
    const ana = { id: "a", name: "Ana Lopez", email: "ana@example.org" };
    expect(
      words(
        entry("assigned", { to: ana }),
        entry("reassigned", { from: ana, to: { id: "b", name: "Ben", email: "ben" } }, "ana@example.org"),
        entry("reassigned", { from: ana, to: null }),
      ).toReversed(),
    ).toEqual(["Assigned to Ana Lopez", "Handed to ben by Ana Lopez", "Taken out of everybody's hands"]);
  });

  test("shows a reason that it does not know as it is", () => {
    expect(reasonWords("mailbox_full")).toBe("mailbox full");
  });
});
