import { expect, test } from "vitest";
import { ana, incident } from "@/testing/fixtures";
import { fits, newer, withIncident } from "./live-list";

const at = (id: string, minute: number, change = {}) =>
  incident({ id, created_at: `2026-11-23T10:${String(minute).padStart(2, "0")}:00Z`, ...change });
const pages = () => [
  { items: [at("d", 40), at("c", 30)], next_cursor: "more" },
  { items: [at("b", 20), at("a", 10)], next_cursor: "still more" },
];
const ids = (listed: { items: { id: string }[] }[]) => listed.map((page) => page.items.map(({ id }) => id).join(""));

test.each([
  [{ status: ["open"] }, true],
  [{ status: ["resolved"] }, false],
  [{ severity: ["critical"], service: "checkout-api", team: "payments" }, true],
  [{ severity: ["low"] }, false],
  [{ service: "search" }, false],
  [{ team: "search" }, false],
  [{ assigned_to: ana.id }, true],
  [{ assigned_to: "somebody else" }, false],
  [{ q: "error" }, null],
  [{ q: "error", status: ["resolved"] }, false],
])("an incident belongs into the list of %j: %s", (wanted, expected) => {
  expect(fits(wanted, incident({ assigned_to: ana }))).toBe(expected);
});

test("what changed is changed in its place", () => {
  const changed = withIncident(pages(), at("b", 20, { status: "acknowledged", version: 2 }), true);
  expect(ids(changed)).toEqual(["dc", "ba"]);
  expect(changed[1]?.items[0]?.status).toBe("acknowledged");
});

test("what does not belong any more is taken out, and only that", () => {
  expect(ids(withIncident(pages(), at("c", 30), false))).toEqual(["d", "ba"]);
  expect(ids(withIncident(pages(), at("x", 30), false))).toEqual(["dc", "ba"]);
});

test.each([
  [50, ["xdc", "ba"]],
  [35, ["dxc", "ba"]],
  [15, ["dc", "bxa"]],
  [5, ["dc", "ba"]],
])("one of minute %i comes where it belongs, and behind the last page not at all", (minute, expected) => {
  expect(ids(withIncident(pages(), at("x", minute), true))).toEqual(expected);
});

test("at the end of a list that is whole, one comes last", () => {
  expect(ids(withIncident([{ items: [at("b", 20)], next_cursor: null }], at("x", 5), true))).toEqual(["bx"]);
  expect(ids(withIncident([{ items: [], next_cursor: null }], at("x", 5), true))).toEqual(["x"]);
});

test("only the service says whether a text is in an incident that is not in the list yet", () => {
  expect(ids(withIncident(pages(), at("x", 50), null))).toEqual(["dc", "ba"]);
});

test("what is told late undoes nothing", () => {
  const known = incident({ version: 3, status: "resolved" });
  expect(newer(known, incident({ version: 2 }))).toBe(known);
  expect(newer(incident({ alert_count: 9 }), incident({ alert_count: 8, title: "new" }))).toMatchObject({
    alert_count: 9,
    title: "new",
  });
});
