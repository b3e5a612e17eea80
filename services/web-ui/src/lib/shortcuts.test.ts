import { expect, test } from "vitest";
import { nothingPressed, press, SEQUENCE_MS } from "./shortcuts";

const bindings = new Map([
  ["j", "down"],
  ["i", "inspect"],
  ["g i", "incidents"],
]);

test("a single key is its command", () => {
  expect(press(nothingPressed, "j", 0, bindings)).toEqual({ command: "down", next: nothingPressed });
});

test("two keys of a sequence are its command, and the second alone is not taken for itself", () => {
  const first = press(nothingPressed, "g", 0, bindings);
  expect(first.command).toBeUndefined();
  expect(press(first.next, "i", 300, bindings)).toEqual({ command: "incidents", next: nothingPressed });
});

test("a sequence that took too long is two single keys", () => {
  const first = press(nothingPressed, "g", 0, bindings);
  expect(press(first.next, "i", SEQUENCE_MS + 1, bindings).command).toBe("inspect");
});

test("a key that continues nothing begins anew", () => {
  const first = press(nothingPressed, "g", 0, bindings);
  expect(press(first.next, "j", 100, bindings).command).toBe("down");
  expect(press(first.next, "g", 100, bindings).next).toEqual({ prefix: "g", at: 100 });
});
