import { expect, test } from "vitest";
import { returnPath } from "./return-path";

test("a page of this application is where one goes back to", () => {
  expect(returnPath("/incidents/42?tab=alerts#notes")).toBe("/incidents/42?tab=alerts#notes");
});

test.each([
  null,
  "",
  "incidents",
  "//stranger.example/",
  "/\\stranger.example",
  "/\t/stranger.example",
  "/.//stranger.example",
  "https://stranger.example/",
  "javascript:alert(1)",
  "/sign-in?next=/sign-in",
])("%s leads to the front page", (wanted) => expect(returnPath(wanted)).toBe("/"));
