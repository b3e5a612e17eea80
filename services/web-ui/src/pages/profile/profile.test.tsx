import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { dana } from "@/testing/fixtures";
import { listOf, problem, startPlatform } from "@/testing/platform";
import { open, violations } from "@/testing/render";

function start(isMailOn: boolean) {
  const platform = startPlatform();
  platform.on("GET /api/v1/notify/channels", () => listOf([{ channel: "email", is_on: isMailOn, off_because: null }]));
  platform.on("GET /api/v1/notifications", () => listOf([]));
  platform.on("GET /api/v1/oncall/shifts", () => ({ user: dana, items: [] }));
  return platform;
}

test("a test page goes where real ones go, and the page shows what became of it", async () => {
  const { on, sent } = start(true);
  on("POST /api/v1/notify", () => Response.json({ id: "n", status: "pending", channel: "email" }, { status: 202 }));
  const user = open("/profile");
  await user.click(await screen.findByRole("button", { name: "Send me a test page" }));
  await screen.findByText(/^Waiting/);
  const attempt = { number: 1, started_at: "2026-11-23T02:00:00Z", duration_ms: 80, outcome: "sent", status_code: null, error: null };
  on("GET /api/v1/notifications", () =>
    listOf([{ id: "n", status: "sent", channel: "email", recipient: dana.email, attempts: [attempt] }]),
  );
  await screen.findByText(/^Sent: sent after 80 ms\./);
  expect(sent[0]?.body).toMatchObject({ channel: "email", recipient: dana.email });
  expect(await violations()).toEqual([]);
});

test("without a mail server the page says that nobody is woken", async () => {
  start(false);
  open("/profile");
  await screen.findByText(/pages are only written to the platform's log, and nobody is woken/);
});

test("a password is changed by who knows the one before", async () => {
  const { on, sent } = start(true);
  on("POST /api/v1/auth/password", () => problem(403, { detail: "The present password is another." }));
  const user = open("/profile");
  await user.type(await screen.findByLabelText("Now"), "old password");
  await user.type(screen.getByLabelText("From now on"), "short");
  await user.click(screen.getByRole("button", { name: "Change the password" }));
  await screen.findByText("At least 12 characters.");
  await user.type(screen.getByLabelText("From now on"), " no longer");
  await user.click(screen.getByRole("button", { name: "Change the password" }));
  await screen.findByRole("alert");
  on("POST /api/v1/auth/password", () => new Response(null, { status: 204 }));
  await user.click(screen.getByRole("button", { name: "Change the password" }));
  await screen.findByText("The password is changed");
  await waitFor(() => expect(sent).toHaveLength(2));
});
