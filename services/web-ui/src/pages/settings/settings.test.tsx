import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { dana } from "@/testing/fixtures";
import { listOf, startPlatform } from "@/testing/platform";
import { open, violations } from "@/testing/render";

const key = {
  id: "k",
  name: "Prometheus",
  prefix: "ock_ab",
  role: null,
  scopes: ["ingest"],
  created_by: dana.email,
  created_at: "2026-11-01T00:00:00Z",
  expires_at: null,
  revoked_at: null,
  last_used_at: null,
};

function start() {
  const platform = startPlatform();
  platform.on("GET /api/v1/api-keys", () => listOf([key, { ...key, id: "old", name: "Old", revoked_at: key.created_at }]));
  platform.on("GET /api/v1/subscriptions", () => listOf([]));
  platform.on("GET /api/v1/notify/channels", () =>
    listOf([{ channel: "email", is_on: false, off_because: "SMTP_HOST is not set" }]),
  );
  return platform;
}

test("keys say what they may, and a channel that is off says why", async () => {
  start();
  open("/settings");
  await screen.findByText(/may send alerts, and nothing else, made by dana@example.org/);
  await screen.findByText("Off: SMTP_HOST is not set");
  expect(screen.queryByText("Old")).toBeNull();
  expect(await violations()).toEqual([]);
});

test("a new key is shown once, and never again", async () => {
  const { on, sent } = start();
  on("POST /api/v1/api-keys", () => Response.json({ ...key, key: "ock_secret" }, { status: 201 }));
  const user = open("/settings");
  await user.click(await screen.findByRole("button", { name: "New key" }));
  await user.type(await screen.findByLabelText("What uses it"), "Prometheus");
  await user.click(screen.getByRole("button", { name: "Make the key" }));
  expect(await screen.findByLabelText("The key")).toHaveProperty("value", "ock_secret");
  expect(await violations()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "I have it" }));
  await waitFor(() => expect(screen.queryByLabelText("The key")).toBeNull());
  expect(sent[0]?.body).toEqual({ name: "Prometheus", expires_at: null, scopes: ["ingest"] });
});

test("a key is revoked only after the page has said what that breaks", async () => {
  const { on, sent } = start();
  on("DELETE /api/v1/api-keys/k", () => new Response(null, { status: 204 }));
  const user = open("/settings");
  await user.click(await screen.findByRole("button", { name: "Revoke Prometheus" }));
  await screen.findByText(/A tool that sends alerts with it sends them in vain/);
  expect(sent).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Revoke the key" }));
  await waitFor(() => expect(sent[0]?.call).toBe("DELETE /api/v1/api-keys/k"));
});

const webhook = {
  id: "w",
  name: "Status page",
  url: "https://status.example.org/hook",
  team_id: null,
  team: null,
  events: ["created", "resolved"],
  is_enabled: true,
  disabled_because: null,
  failing_since: key.created_at,
  created_by: dana.email,
  created_at: key.created_at,
};

test("a webhook is made, and its secret shown once", async () => {
  const { on, sent } = start();
  on("POST /api/v1/subscriptions", () => {
    on("GET /api/v1/subscriptions", () => listOf([webhook]));
    return Response.json({ ...webhook, secret: "whsec_1" }, { status: 201 });
  });
  const user = open("/settings");
  await user.click(await screen.findByRole("button", { name: "New webhook" }));
  await user.type(await screen.findByLabelText("What listens"), "Status page");
  await user.type(screen.getByLabelText("Its address"), webhook.url);
  for (const left of ["acknowledged", "escalated", "given a note"]) {
    await user.click(screen.getByRole("checkbox", { name: left }));
  }
  expect(await violations()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Make the webhook" }));
  expect(await screen.findByLabelText("The secret")).toHaveProperty("value", "whsec_1");
  await user.click(screen.getByRole("button", { name: "I have it" }));
  await waitFor(() => expect(screen.queryByLabelText("The secret")).toBeNull());
  await screen.findByText(/When opened, resolved, of every team/);
  expect(sent[0]?.body).toEqual({ name: "Status page", url: webhook.url, team: null, events: ["created", "resolved"] });
});

test("a webhook that fails shows why, and what was given up is sent again", async () => {
  const { on, sent } = start();
  on("GET /api/v1/subscriptions", () => listOf([webhook]));
  const attempt = { number: 1, started_at: key.created_at, duration_ms: 3, outcome: "failed", status_code: 500, error: null };
  on("GET /api/v1/subscriptions/w/deliveries", () =>
    listOf([
      {
        id: "d",
        incident_id: "i",
        event: "created",
        status: "given_up",
        created_at: key.created_at,
        next_at: null,
        ended_at: key.created_at,
        attempts: [attempt],
      },
    ]),
  );
  on("POST /api/v1/subscriptions/w/deliveries/d/retry", () => Response.json({}, { status: 202 }));
  const user = open("/settings");
  await screen.findByText("Failing");
  await user.click(screen.getByRole("button", { name: "Deliveries to Status page" }));
  await screen.findByText(/given up after one attempt: it answered 500/);
  expect(await violations()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Send it again" }));
  await waitFor(() => expect(sent[0]?.call).toBe("POST /api/v1/subscriptions/w/deliveries/d/retry"));
});

test("how people sign in is said, and what would change it", async () => {
  start();
  open("/settings");
  await screen.findByText("OIDC_ISSUER");
});
