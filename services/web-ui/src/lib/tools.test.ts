import { expect, test } from "vitest";
import { setupText, sourceWords, TOOLS, toolsOf } from "./tools";

const place = {
  origin: "https://oncall.example.org",
  key: "ock_key",
  service: "checkout-api",
  setup: { path: "/api/v1/integrations/grafana", sample: "URL: <URL>\nkey: <KEY>" },
};

test.each(TOOLS.map((tool) => [tool.name, tool] as const))("%s is told where to send, and with which key", (_name, tool) => {
  const text = setupText(tool, place);
  expect(text).toContain("oncall.example.org");
  expect(text).toContain("ock_key");
});

test("what the platform says of a source is filled in with its address and the key", () => {
  expect(setupText(undefined, place)).toBe(
    "URL: https://oncall.example.org/api/v1/integrations/grafana\nkey: ock_key",
  );
});

test("a source is called as its tool is, and one that is not known by its own name", () => {
  expect([sourceWords("grafana"), sourceWords("generic"), sourceWords("new-tool")]).toEqual([
    "Grafana",
    "Script or JSON",
    "new-tool",
  ]);
});

test("one key of the source generic serves a script, PagerDuty's words and any JSON", () => {
  expect(toolsOf("generic").map(({ id }) => id)).toEqual(["curl", "pagerduty", "generic"]);
});
