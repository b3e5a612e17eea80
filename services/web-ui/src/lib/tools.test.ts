import { expect, test } from "vitest";
import { TOOLS } from "./tools";

test.each(TOOLS.map((tool) => [tool.name, tool] as const))("%s is told where to send, and with which key", (_name, tool) => {
  const snippet = tool.snippet("https://oncall.example.org", "ock_key", "checkout-api");
  expect(snippet).toContain("oncall.example.org");
  expect(snippet).toContain("ock_key");
});
