import { screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { dana, incident } from "@/testing/fixtures";
import { listOf, problem, startPlatform } from "@/testing/platform";
import { open, violations } from "@/testing/render";

const service = { id: "s", name: "checkout-api", team: "default", team_id: "t" };
const opened = incident({ title: "Test page of checkout-api: nothing is wrong" });

/** A platform on which nothing was set up, which is reached by e-mail. */
function start() {
  const platform = startPlatform([opened]);
  platform.on("GET /api/v1/integrations", () => listOf([]));
  platform.on("GET /api/v1/notifications", () => listOf([]));
  platform.on("GET /api/v1/notify/channels", () => listOf([{ channel: "email", is_on: true, off_because: null }]));
  platform.on("GET /api/v1/contact-methods", () => ({ items: [] }));
  platform.on("GET /api/v1/notification-rules", () => ({ user_id: dana.id, high: [], low: [], quiet_hours: null }));
  platform.on("GET /api/v1/escalation-policies", () => listOf([]));
  platform.on("POST /api/v1/schedules", () => Response.json({}, { status: 201 }));
  platform.on("POST /api/v1/escalation-policies", () => Response.json({}, { status: 201 }));
  platform.on("POST /api/v1/services", () => Response.json(service, { status: 201 }));
  return platform;
}

/** The same, with a schedule and a service, and what was sent for its test page. */
function startAtTheTest(page: object) {
  const platform = start();
  platform.on("GET /api/v1/schedules", () => listOf([{ id: "x", team: "default" }]));
  platform.on("GET /api/v1/services", () => listOf([service]));
  platform.on("GET /api/v1/integrations", () => listOf([{ id: "i" }]));
  platform.on("POST /api/v1/alerts", () =>
    Response.json({ incident_id: opened.id, result: "new_incident" }, { status: 201 }),
  );
  platform.on("GET /api/v1/notifications", ({ url }) =>
    listOf(
      url.searchParams.get("incident_id") === opened.id
        ? [{ id: "n", kind: "page", channel: "email", recipient: dana.email, status: "pending", sent_at: null, attempts: [], ...page }]
        : [],
    ),
  );
  return platform;
}

beforeEach(() => sessionStorage.clear());

test("an administrator of a fresh platform comes to the set-up, and to the incidents after putting it off", async () => {
  start();
  const user = open("/");
  await screen.findByRole("heading", { level: 1, name: "Set up" });
  await screen.findByText(/Pages come by e-mail/);
  expect(await violations()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Later" }));
  await screen.findByRole("heading", { level: 1, name: "Incidents" });
});

test("somebody who is no administrator comes to the incidents", async () => {
  const { on } = start();
  on("GET /api/v1/auth/me", () => ({ ...dana, role: "responder", grants: ["read", "respond"] }));
  open("/");
  await screen.findByRole("heading", { level: 1, name: "Incidents" });
});

test("a platform that paged somebody is set up", async () => {
  const { on } = startAtTheTest({});
  on("GET /api/v1/notifications", () => listOf([{ id: "n", kind: "page" }]));
  open("/");
  await screen.findByRole("heading", { level: 1, name: "Incidents" });
});

test("name, schedule, policy and service come of two short forms, and a failure between them loses nothing", async () => {
  const { on, sent } = start();
  on(`PATCH /api/v1/users/${dana.id}`, () => ({ ...dana, name: "Dana" }));
  on("POST /api/v1/escalation-policies", () => problem(503, { detail: "Try again." }));
  const user = open("/set-up");
  await user.clear(await screen.findByLabelText("Your name"));
  await user.type(screen.getByLabelText("Your name"), "Dana");
  const next = await screen.findByRole("button", { name: "Continue" });
  await waitFor(() => expect(next).toHaveProperty("disabled", false));
  await user.click(next);
  await user.type(await screen.findByLabelText("Service"), "checkout-api");
  expect(await violations()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Make them" }));
  await screen.findByText("Try again.");
  on("GET /api/v1/schedules", () => listOf([{ id: "x", team: "default" }]));
  on("POST /api/v1/escalation-policies", () => Response.json({}, { status: 201 }));
  await user.click(screen.getByRole("button", { name: "Make them" }));
  await screen.findByRole("button", { name: "Make its key" });
  expect(sent.map(({ call }) => call)).toEqual([
    `PATCH /api/v1/users/${dana.id}`,
    "POST /api/v1/schedules",
    "POST /api/v1/escalation-policies",
    "POST /api/v1/escalation-policies",
    "POST /api/v1/services",
  ]);
  expect(sent[1]?.body).toMatchObject({
    team: "default",
    timezone: "Europe/Berlin",
    layers: [{ members: [{ name: "Dana", email: dana.email }], rotation: { unit: "week", handoff_time: "09:00" } }],
  });
});

test("what was verified is what one is paged by", async () => {
  const { on, sent } = start();
  on("GET /api/v1/contact-methods", () => ({
    items: [{ id: "m", channel: "ntfy", address: "https://ntfy.sh/x", label: null, verified_at: "2026-11-01T00:00:00Z" }],
  }));
  on("PUT /api/v1/notification-rules", () => ({ user_id: dana.id, high: [], low: [], quiet_hours: null }));
  const user = open("/set-up");
  const next = await screen.findByRole("button", { name: "Continue" });
  await waitFor(() => expect(next).toHaveProperty("disabled", false));
  await user.click(next);
  await screen.findByLabelText("Service");
  const steps = [{ delay_seconds: 0, contact_method_id: "m" }];
  expect(sent[0]?.body).toEqual({ high: steps, low: steps, quiet_hours: null });
});

test("the test page says how long it took to reach the reader, and is resolved at the end", async () => {
  const { on, sent } = startAtTheTest({
    status: "delivered",
    sent_at: new Date(Date.parse(opened.created_at) + 3200).toISOString(),
  });
  on(`PATCH /api/v1/incidents/${opened.id}`, () => ({ ...opened, status: "resolved" }));
  const user = open("/set-up");
  await user.click(await screen.findByRole("button", { name: "Page me now" }));
  await screen.findByText("You were paged after 3.2 s, by email.");
  expect(await violations()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Resolve the test and finish" }));
  await screen.findByRole("heading", { level: 1, name: "Incidents" });
  expect(sent[0]?.body).toMatchObject({ service: "checkout-api", severity: "critical" });
  expect(sent[1]?.body).toEqual({ status: "resolved" });
});

test("a page that failed says why, and one that only reached the log says that nobody is woken by it", async () => {
  const attempt = { number: 1, started_at: opened.created_at, duration_ms: 900, outcome: "rejected", status_code: null, error: null };
  const { on } = startAtTheTest({ status: "failed", attempts: [attempt] });
  const user = open("/set-up");
  await user.click(await screen.findByRole("button", { name: "Page me now" }));
  await screen.findByText("The page did not come through by email.");
  await screen.findByText(/the receiver refused it after 900 ms/);
  on("GET /api/v1/notifications", () =>
    listOf([
      { id: "n", kind: "page", channel: "log", recipient: dana.email, status: "delivered", sent_at: opened.created_at, attempts: [] },
    ]),
  );
  await screen.findByText(/written to the platform's log, and nobody is woken by that/);
});
