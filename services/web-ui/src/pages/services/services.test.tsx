import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { incident } from "@/testing/fixtures";
import { listOf, problem, startPlatform } from "@/testing/platform";
import { open, violations } from "@/testing/render";

const service = {
  id: "s",
  name: "checkout-api",
  team: "default",
  team_id: "t",
  escalation_policy_id: null,
  auto_resolve: false,
  created_at: "2026-11-01T00:00:00Z",
  updated_at: "2026-11-01T00:00:00Z",
};

function start() {
  const platform = startPlatform([incident()]);
  platform.on("GET /api/v1/services", () => listOf([service]));
  platform.on("GET /api/v1/escalation-policies", () => listOf([]));
  return platform;
}

test("a service says whose it is, whom it pages, and that it does not resolve itself", async () => {
  start();
  open("/services");
  await screen.findByText(
    "Team default, no policy: whoever is on call is paged every 15 minutes. Stays open when its alerts stop.",
  );
  expect(await violations()).toEqual([]);
});

test("a test alert leads to the incident it opened", async () => {
  const { on, sent } = start();
  on("POST /api/v1/alerts", () => Response.json({ incident_id: incident().id, result: "new_incident" }, { status: 201 }));
  const user = open("/services");
  await user.click(await screen.findByRole("button", { name: "Send a test alert of checkout-api" }));
  await screen.findByRole("heading", { level: 1, name: "Error rate above 5 %" });
  expect(sent[0]?.body).toMatchObject({ service: "checkout-api", severity: "high" });
});

test("what is put into a tool holds a key that may send alerts and nothing else", async () => {
  const { on, sent } = start();
  on("POST /api/v1/api-keys", () => Response.json({ id: "k", key: "ock_secret" }, { status: 201 }));
  const user = open("/services");
  await user.click(await screen.findByLabelText("Tool", { selector: "input" }));
  await user.click(await screen.findByRole("option", { name: "Alertmanager" }));
  await user.click(screen.getByRole("button", { name: "Put a new key into it" }));
  await waitFor(() =>
    expect(screen.getByLabelText("Set-up of Alertmanager")).toHaveProperty(
      "value",
      expect.stringContaining("credentials: ock_secret"),
    ),
  );
  expect(sent[0]?.body).toEqual({ name: "Alertmanager (sender)", scopes: ["ingest"] });
});

test("a service that is still in use is not deleted, and the page says why", async () => {
  const { on } = start();
  on("DELETE /api/v1/services/s", () => problem(409, { detail: "It has incidents that are open." }));
  const user = open("/services");
  await user.click(await screen.findByRole("button", { name: "Edit checkout-api" }));
  await user.click(await screen.findByRole("button", { name: "Delete" }));
  await user.click(await screen.findByRole("button", { name: "Delete the service" }));
  await screen.findByText("It has incidents that are open.");
  expect(await violations()).toEqual([]);
});
