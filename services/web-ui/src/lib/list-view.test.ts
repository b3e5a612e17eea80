import { describe, expect, test } from "vitest";
import { arrange } from "./list-view";

const rows = (...ids: string[]) => ids.map((id) => ({ id }));
const ids = (view: { rows: { id: string }[] }) => view.rows.map((row) => row.id).join(" ");
const none = new Map<string, { id: string }>();

describe("new incidents", () => {
  test("come in at the top while the reader is there", () => {
    const view = arrange(rows("c", "b", "a"), ["b", "a"], false, none);
    expect(ids(view)).toBe("c b a");
    expect(view.waiting).toBe(0);
  });

  test("wait above the list while the reader is down in it", () => {
    const view = arrange(rows("d", "c", "b", "a"), ["b", "a"], true, none);
    expect(ids(view)).toBe("b a");
    expect(view.waiting).toBe(2);
  });

  test("are all shown when nothing the reader knew is left", () => {
    expect(ids(arrange(rows("d", "c"), ["b", "a"], true, none))).toBe("d c");
  });
});

describe("a row that somebody has just acted on", () => {
  const acted = new Map([["b", { id: "b" }]]);

  test("stays in its place although it no longer belongs to the list", () => {
    expect(ids(arrange(rows("d", "c", "a"), ["c", "b", "a"], false, acted))).toBe("d c b a");
  });

  test("stays at the end when it was the last", () => {
    expect(ids(arrange(rows("c"), ["c", "b"], false, acted))).toBe("c b");
  });

  test("stays when it was the only one", () => {
    expect(ids(arrange([], ["b"], false, acted))).toBe("b");
  });

  test("is shown once when the list still holds it", () => {
    expect(ids(arrange(rows("b", "a"), ["b", "a"], false, acted))).toBe("b a");
  });

  test("does not come into a list that never showed it", () => {
    expect(ids(arrange(rows("a"), ["a"], false, acted))).toBe("a");
  });
});
