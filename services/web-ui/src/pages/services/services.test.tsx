import { screen, waitFor, within } from "@testing-library/react";
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
  acknowledgement_timeout_minutes: 30,
  low_urgency: [],
  support_hours: null,
  created_at: "2026-11-01T00:00:00Z",
  updated_at: "2026-11-01T00:00:00Z",
};
const integration = {
  id: "i",
  name: "Alertmanager, checkout-api",
  source: "alertmanager",
  service: "checkout-api",
  service_from: "integration",
  rate_limit_per_minute: null,
  mapping: {},
  is_enabled: true,
  key_prefix: "ock_ab",
  alerts_received: 0,
  last_received_at: null,
  created_by: "dana@example.org",
  created_at: "2026-11-01T00:00:00Z",
  setup: {
    path: "/api/v1/integrations/alertmanager",
    header: "Authorization: Bearer <KEY>",
    sample: "url: <URL>\ncredentials: <KEY>",
  },
};
const heartbeat = {
  id: "h",
  name: "nightly backup",
  service: "checkout-api",
  severity: "high",
  interval_seconds: 86_400,
  grace_seconds: 600,
  is_enabled: true,
  key_prefix: "ock_hb",
  last_beat_at: null,
  due_at: new Date(Date.now() - 600_000).toISOString(),
  is_overdue: true,
  created_by: "dana@example.org",
  created_at: "2026-11-01T00:00:00Z",
};

function start() {
  const platform = startPlatform([incident()]);
  platform.on("GET /api/v1/services", () => listOf([service]));
  platform.on("GET /api/v1/escalation-policies", () => listOf([]));
  platform.on("GET /api/v1/integrations", () => listOf([integration]));
  platform.on("GET /api/v1/integrations/i", () => integration);
  platform.on("GET /api/v1/heartbeats", () => listOf([heartbeat]));
  platform.on("GET /api/v1/maintenance-windows", () => listOf([]));
  platform.on("GET /api/v1/notifications", () => listOf([]));
  return platform;
}

test("a service in the list says whose it is and whom it pages, and leads to its own page", async () => {
  start();
  const user = open("/services");
  await screen.findByText(
    "Team default, no policy: whoever is on call is paged every 15 minutes. Stays open when its alerts stop.",
  );
  expect(await violations()).toEqual([]);
  await user.click(screen.getByRole("link", { name: "checkout-api" }));
  await screen.findByRole("heading", { level: 1, name: "checkout-api" });
  await screen.findByText(/It pages again 30 min after somebody acknowledged it/);
  await screen.findByText(/No beat has come yet, overdue for 10 min/);
  await screen.findByText(/Nothing has come by it yet/);
  expect(await violations()).toEqual([]);
});

test("a service that nobody registered is said not to be there", async () => {
  start();
  open("/services/search");
  await screen.findByText("There is no such service");
});

test("a test alert leads to the incident it opened", async () => {
  const { on, sent } = start();
  on("POST /api/v1/alerts", () => Response.json({ incident_id: incident().id, result: "new_incident" }, { status: 201 }));
  const user = open("/services");
  await user.click(await screen.findByRole("button", { name: "Send a test alert of checkout-api" }));
  await screen.findByRole("heading", { level: 1, name: "Error rate above 5 %" });
  expect(sent[0]?.body).toMatchObject({ service: "checkout-api", severity: "high" });
});

test("a new integration shows its key once, in the text to copy, and tells of the first alert", async () => {
  const { on, sent } = start();
  on("POST /api/v1/integrations", () => Response.json({ ...integration, key: "ock_secret" }, { status: 201 }));
  const user = open("/services/checkout-api");
  await screen.findByText(integration.name);
  await user.click(screen.getByRole("button", { name: "New integration" }));
  await user.click(await screen.findByRole("button", { name: "Make it and show the key" }));
  const text = (await screen.findByLabelText("Set-up of Alertmanager")) as HTMLTextAreaElement;
  await waitFor(() =>
    expect(text.value).toBe(
      `url: ${globalThis.location.origin}/api/v1/integrations/alertmanager\ncredentials: ock_secret`,
    ),
  );
  expect(sent[0]?.body).toMatchObject({
    name: "Alertmanager, checkout-api 2",
    source: "alertmanager",
    service: "checkout-api",
    service_from: "integration",
  });
  await screen.findByText("Waiting for an alert. It shows here within seconds.");
  on("GET /api/v1/integrations/i", () => ({
    ...integration,
    alerts_received: 1,
    last_received_at: new Date().toISOString(),
  }));
  await screen.findByText(/It works: 1 alert came/);
  expect(await violations()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "I have the key" }));
  await waitFor(() => expect(screen.queryByDisplayValue("ock_secret")).toBeNull());
});

test("an integration's test alert shows the incident it opened and how long the page took", async () => {
  const { on, sent } = start();
  const opened = incident();
  on("POST /api/v1/integrations/i/test", () =>
    Response.json({ incident_id: opened.id, result: "new_incident" }, { status: 201 }),
  );
  on("GET /api/v1/notifications", () =>
    listOf([
      {
        id: "n",
        channel: "email",
        recipient: "ana@example.org",
        kind: "page",
        status: "delivered",
        attempts: [],
        created_at: opened.created_at,
        sent_at: new Date(Date.parse(opened.created_at) + 1200).toISOString(),
      },
    ]),
  );
  const user = open("/services/checkout-api");
  await user.click(await screen.findByRole("button", { name: `Send a test alert of ${integration.name}` }));
  await screen.findByText("Ana Lopez by email: Delivered after 1.2 s");
  expect(sent[0]?.body).toEqual({ severity: "high" });
});

test("an integration is removed only after the page has said what that breaks", async () => {
  const { on, sent } = start();
  on("DELETE /api/v1/integrations/i", () => new Response(null, { status: 204 }));
  const user = open("/services/checkout-api");
  await user.click(await screen.findByRole("button", { name: `Edit ${integration.name}` }));
  await user.click(await screen.findByRole("button", { name: "Remove" }));
  await screen.findByText(/whatever still sends with it sends in vain/);
  expect(sent).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Remove the integration" }));
  await waitFor(() => expect(sent[0]?.call).toBe("DELETE /api/v1/integrations/i"));
});

test("a new heartbeat is told in its own units and shows its address once", async () => {
  const { on, sent } = start();
  on("POST /api/v1/heartbeats", () =>
    Response.json({ ...heartbeat, id: "new", key: "ock_hb", path: "/api/v1/heartbeats/ock_hb" }, { status: 201 }),
  );
  const user = open("/services/checkout-api");
  await user.click(await screen.findByRole("button", { name: "New heartbeat" }));
  await user.type(await screen.findByLabelText("What reports"), "import");
  await user.clear(screen.getByLabelText("It runs every"));
  await user.type(screen.getByLabelText("It runs every"), "2");
  await user.click(screen.getByRole("button", { name: "Make it and show the address" }));
  const line = await screen.findByLabelText("At the end of the job");
  expect((line as HTMLTextAreaElement).value).toContain("/api/v1/heartbeats/ock_hb");
  expect(sent[0]?.body).toMatchObject({
    name: "import",
    service: "checkout-api",
    interval_seconds: 172_800,
    grace_seconds: 600,
  });
  expect(await violations()).toEqual([]);
});

test("maintenance that comes again is planned in the reader's zone", async () => {
  const { on, sent } = start();
  on("POST /api/v1/maintenance-windows", () => Response.json({}, { status: 201 }));
  const user = open("/services/checkout-api");
  await user.click(await screen.findByRole("button", { name: "Plan maintenance" }));
  await user.click(await screen.findByRole("button", { name: "Plan it" }));
  await screen.findByText("Say why: whoever wonders reads it.");
  const dialog = within(await screen.findByRole("dialog"));
  await user.type(dialog.getByLabelText("Why"), "database upgrade");
  await user.click(dialog.getByLabelText("It takes place", { selector: "input" }));
  await user.click(await screen.findByRole("option", { name: "every week" }));
  await user.click(dialog.getByRole("button", { name: "Plan it" }));
  await waitFor(() =>
    expect(sent[0]?.body).toMatchObject({
      services: ["checkout-api"],
      reason: "database upgrade",
      timezone: "Europe/Berlin",
      recurrence: "FREQ=WEEKLY",
    }),
  );
});

test("what waits for the hours of support is saved with them, on weekdays", async () => {
  const { on, sent } = start();
  on("PATCH /api/v1/services/s", () => service);
  const user = open("/services/checkout-api");
  await user.click(await screen.findByRole("button", { name: "Edit checkout-api" }));
  await user.click(await screen.findByLabelText("Waits for the hours of support", { selector: "input" }));
  await user.click(await screen.findByRole("option", { name: "What is low or info" }));
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(sent[0]?.body).toMatchObject({
      acknowledgement_timeout_minutes: 30,
      low_urgency: ["low", "info"],
      support_hours: {
        timezone: "Europe/Berlin",
        windows: ["monday", "tuesday", "wednesday", "thursday", "friday"].map((start_day) =>
          expect.objectContaining({ start_day, start_time: "08:00", end_time: "18:00" }),
        ),
      },
    }),
  );
});

test("a service that is still in use is not deleted, and the page says why", async () => {
  const { on } = start();
  on("DELETE /api/v1/services/s", () => problem(409, { detail: "It has incidents that are open." }));
  const user = open("/services/checkout-api");
  await user.click(await screen.findByRole("button", { name: "Edit checkout-api" }));
  await user.click(await screen.findByRole("button", { name: "Delete" }));
  await user.click(await screen.findByRole("button", { name: "Delete the service" }));
  await screen.findByText("It has incidents that are open.");
  expect(await violations()).toEqual([]);
});
