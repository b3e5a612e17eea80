import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { dana } from "@/testing/fixtures";
import { problem, startPlatform } from "@/testing/platform";
import { open, violations } from "@/testing/render";

const rule = (name: string, more: object = {}) => ({
  name,
  matchers: ['env="staging"'],
  service: null,
  severity: null,
  team: null,
  correlation_key: null,
  hold_back_seconds: null,
  suppress: false,
  continue: false,
  ...more,
});
const quiet = rule("staging wakes nobody", { severity: "low" });
const region = rule("one incident a region", { matchers: ['region=~"eu-.*"'], correlation_key: "{region}", continue: true });

function start(rules: object[] = [quiet, region]) {
  const platform = startPlatform();
  platform.on("GET /api/v1/routing-rules", () => ({
    version: 3,
    rules,
    created_by: dana.email,
    created_at: "2026-11-01T00:00:00Z",
  }));
  return platform;
}

test("rules are read as sentences, in their order", async () => {
  start();
  open("/rules");
  await screen.findByText("An alert of which env is staging becomes low.");
  await screen.findByText(
    "An alert of which region matches eu-.* is gathered by {region}. The rules after it are read too.",
  );
  expect(await violations()).toEqual([]);
});

test("changes are a draft until they are saved, and are tried on past alerts before", async () => {
  const { on, sent } = start();
  on("POST /api/v1/routing-rules/try", () =>
    // The platform's own words, as it sends them.
    JSON.parse(`{"alerts": 40, "changed": 2, "examples": [],
      "now": {"incidents": 5, "paged": 5, "suppressed": 0, "those_changed": []},
      "then": {"incidents": 5, "paged": 3, "suppressed": 0, "those_changed": []}}`),
  );
  on("PUT /api/v1/routing-rules", () => ({ version: 4, rules: [], created_by: dana.email, created_at: null }));
  const user = open("/rules");
  await user.click(await screen.findByRole("button", { name: "New rule" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.type(dialog.getByLabelText("Name"), "no info at all");
  await user.clear(dialog.getByLabelText("Alerts of which: what, 1", { selector: "input" }));
  await user.type(dialog.getByLabelText("Alerts of which: what, 1", { selector: "input" }), "severity");
  await user.type(dialog.getByLabelText("Alerts of which: value, 1", { selector: "input" }), "info");
  await user.click(dialog.getByLabelText("Only record them"));
  expect(await violations()).toEqual([]);
  await user.click(dialog.getByRole("button", { name: "Add it" }));
  await screen.findByText("An alert of which severity is info is recorded and opens nothing.");
  await user.click(screen.getByRole("button", { name: "Move no info at all up" }));
  expect(sent).toEqual([]);

  await user.click(screen.getByRole("button", { name: "Try these rules" }));
  await screen.findByText("Of 40 alerts, 2 would have gone another way.");
  await screen.findByText("Incidents that page somebody: 3 instead of 5.");
  expect(await violations()).toEqual([]);

  await user.click(screen.getByRole("button", { name: "Save the rules" }));
  await waitFor(() => expect(sent).toHaveLength(2));
  const added = rule("no info at all", { matchers: ['severity="info"'], suppress: true });
  expect(sent[1]?.body).toEqual({ version: 3, rules: [quiet, added, region] });
});

test("whoever saves after somebody else is told so, and keeps the draft", async () => {
  const { on } = start();
  on("PUT /api/v1/routing-rules", () => problem(409, { detail: "Somebody has changed the rules meanwhile." }));
  const user = open("/rules");
  await user.click(await screen.findByRole("button", { name: "Edit staging wakes nobody" }));
  await user.click(await screen.findByRole("button", { name: "Take it out" }));
  await user.click(await screen.findByRole("button", { name: "Save the rules" }));
  await screen.findByText("Somebody has changed the rules meanwhile.");
  expect(screen.queryByText("staging wakes nobody")).toBeNull();
  await user.click(screen.getByRole("button", { name: "Drop the changes" }));
  await screen.findByText("staging wakes nobody");
});

test("who is no admin reads the rules, and is not offered to change them", async () => {
  const { on } = start();
  on("GET /api/v1/auth/me", () => ({ ...dana, role: "responder", grants: ["read", "respond"] }));
  open("/rules");
  await screen.findByText("staging wakes nobody");
  expect(screen.queryByRole("button", { name: /Edit|New rule|Try/ })).toBeNull();
});
