import { expect, test } from "vitest";
import type { TimelineEntry } from "@/data/model";
import { byRecipient, pagedPeople } from "./paging";

const ana = { id: "a", name: "Ana Lopez", email: "ana@example.org" };
const ben = { id: "b", name: "Ben Okafor", email: "ben@example.org" };
let id = 0;
const entry = (type: TimelineEntry["type"], data: Record<string, unknown>): TimelineEntry => ({
  id: ++id,
  type,
  actor: "system",
  at: "2026-11-23T14:00:00Z",
  data,
});
const receipt = (type: "delivered" | "delivery_failed", notification_id: string, recipient: string, reason?: string) =>
  entry(type, { notification_id, channel: "email", recipient, ...(reason && { reason }) });
const told = (...timeline: TimelineEntry[]) =>
  pagedPeople(timeline).map((page) => [page.address, page.outcomes.map((o) => (o.isDelivered ? "delivered" : o.reason))]);

test("each page has the receipts of its own recipient", () => {
  expect(
    told(
      entry("paged", { recipient: ana, step: 1 }),
      entry("paged", { recipient: ben, step: 2 }),
      receipt("delivered", "n2", "ben@example.org"),
      receipt("delivery_failed", "n1", "ana@example.org", "rejected"),
    ),
  ).toEqual([
    ["ana@example.org", ["rejected"]],
    ["ben@example.org", ["delivered"]],
  ]);
});

test("a page that was sent again has the outcome of the last try", () => {
  expect(
    told(
      entry("paged", { recipient: ana, step: 1 }),
      receipt("delivery_failed", "n1", "ana@example.org", "unreachable"),
      receipt("delivered", "n1", "ana@example.org"),
    ),
  ).toEqual([["ana@example.org", ["delivered"]]]);
});

test("hearing that somebody else has it does not make a failed page a delivered one", () => {
  expect(
    told(
      entry("paged", { recipient: ana, step: 1 }),
      receipt("delivery_failed", "n1", "ana@example.org", "rejected"),
      receipt("delivered", "n9", "ana@example.org"),
    ),
  ).toEqual([["ana@example.org", ["rejected"]]]);
});

test("a place is paged by its address", () => {
  expect(
    told(
      entry("paged", { recipient: { channel: "webhook", recipient: "https://chat.example.org/1" }, step: 1 }),
      entry("delivered", { notification_id: "n1", channel: "webhook", recipient: "https://chat.example.org/1" }),
    ),
  ).toEqual([["https://chat.example.org/1", ["delivered"]]]);
});

test("somebody who was paged again and again is told of once, with the latest page", () => {
  const pages = pagedPeople([
    entry("paged", { recipient: ana, step: 1, cycle: 1 }),
    entry("paged", { recipient: ben, step: 2, cycle: 1 }),
    entry("paged", { recipient: ana, step: 1, cycle: 2 }),
  ]);
  expect(byRecipient(pages).map(({ latest, times }) => [latest.address, times, latest.id === pages[2]?.id])).toEqual([
    ["ben@example.org", 1, false],
    ["ana@example.org", 2, true],
  ]);
});
