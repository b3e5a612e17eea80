import { describe, expect, test } from "vitest";
import type { TimelineEntry } from "@/data/model";
import { timelineLines } from "./timeline";

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

  test("says who was paged, over what, and what became of it", () => {
    expect(
      words(
        entry("paged", { recipient: "ana@example.org", channel: "email", step: 1, cycle: 1 }),
        entry("delivery_failed", { recipient: "ana@example.org", channel: "email", reason: "refused" }),
        entry("paged", { recipient: { name: "Ben" }, channel: "webhook", step: 2, cycle: 2 }),
        entry("delivered", { recipient: "Ben", channel: "webhook" }),
      ).toReversed(),
    ).toEqual([
      "Paged Ana Lopez by email (step 1)",
      "The page by email did not reach Ana Lopez",
      "Paged Ben by webhook (step 2, round 2)",
      "The page by webhook reached Ben",
    ]);
  });
});
