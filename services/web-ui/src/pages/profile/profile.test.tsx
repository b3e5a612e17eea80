import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { dana } from "@/testing/fixtures";
import { listOf, problem, startPlatform } from "@/testing/platform";
import { open, violations } from "@/testing/render";

function start(isMailOn: boolean) {
  const platform = startPlatform();
  platform.on("GET /api/v1/notify/channels", () => listOf([{ channel: "email", is_on: isMailOn, off_because: null }]));
  platform.on("GET /api/v1/contact-methods", () => ({ items: [] }));
  platform.on("GET /api/v1/notification-rules", () => ({ user_id: dana.id, high: [], low: [], quiet_hours: null }));
  platform.on("GET /api/v1/oncall/shifts", () => ({ user: dana, items: [] }));
  platform.on("GET /api/v1/calendar-links", () => listOf([]));
  return platform;
}

test("a test page goes where real ones go, and the page shows what became of it", async () => {
  const { on, sent } = start(true);
  on("POST /api/v1/notify", () => Response.json({ id: "n", status: "pending", channel: "email" }, { status: 202 }));
  on("GET /api/v1/notifications/n", () => ({ id: "n", status: "pending", channel: "email", recipient: dana.email, attempts: [] }));
  const user = open("/profile");
  await user.click(await screen.findByRole("button", { name: "Send me a test page" }));
  const attempt = { number: 1, started_at: "2026-11-23T02:00:00Z", duration_ms: 80, outcome: "sent", status_code: null, error: null };
  await screen.findByText(/^Waiting/);
  on("GET /api/v1/notifications/n", () => ({
    id: "n",
    status: "sent",
    channel: "email",
    recipient: dana.email,
    attempts: [attempt],
  }));
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

const phone = {
  id: "m",
  user_id: dana.id,
  channel: "ntfy",
  address: "https://ntfy.sh/dana-7f3a",
  label: "my phone",
  created_at: "2026-11-23T02:00:00Z",
  verified_at: null as string | null,
};

test("an address counts once its code was entered, and is then a step of the rules", async () => {
  const { on, sent } = start(true);
  on("GET /api/v1/contact-methods", () => ({ items: [phone] }));
  on("POST /api/v1/contact-methods/m/verify", () => problem(422, { detail: "This is not the code." }));
  const user = open("/profile");
  const code = await screen.findByLabelText("The code that was sent to https://ntfy.sh/dana-7f3a");
  await screen.findByText(/Add a contact method first/);
  expect(await violations()).toEqual([]);
  await user.type(code, "123456");
  await user.click(screen.getByRole("button", { name: "Confirm" }));
  await screen.findByText("This is not the code.");
  on("POST /api/v1/contact-methods/m/verify", () => phone);
  on("GET /api/v1/contact-methods", () => ({ items: [{ ...phone, verified_at: "2026-11-23T02:01:00Z" }] }));
  await user.click(screen.getByRole("button", { name: "Confirm" }));

  const [forUrgent] = await screen.findAllByRole("button", { name: "Add a step" });
  await user.click(forUrgent as HTMLElement);
  await user.click(screen.getByLabelText("Quiet hours"));
  expect(await violations()).toEqual([]);
  on("PUT /api/v1/notification-rules", () => ({}));
  await user.click(screen.getByRole("button", { name: "Save the rules" }));
  await screen.findByText("The rules are saved");
  expect(sent.at(-1)?.body).toEqual({
    high: [{ delay_seconds: 0, contact_method_id: "m" }],
    low: [],
    quiet_hours: { timezone: "Europe/Berlin", starts_at: "22:00", ends_at: "07:00" },
  });
});

test("another way to be reached is added by its address", async () => {
  const { on, sent } = start(true);
  on("POST /api/v1/contact-methods", () => Response.json(phone, { status: 201 }));
  const user = open("/profile");
  await user.click(await screen.findByRole("button", { name: "Add a contact method" }));
  await user.type(await screen.findByLabelText("What you call it"), "work");
  expect(await violations()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Add it" }));
  await waitFor(() => expect(sent[0]?.body).toEqual({ channel: "email", address: dana.email, label: "work" }));
});

test("a calendar link is revoked only after the page has said what that ends", async () => {
  const { on, sent } = start(true);
  on("GET /api/v1/calendar-links", () =>
    listOf([{ id: "l", name: "Phone", schedule_id: null, created_at: "2026-11-23T02:00:00Z", last_used_at: null }]),
  );
  on("DELETE /api/v1/calendar-links/l", () => new Response(null, { status: 204 }));
  const user = open("/profile");
  await screen.findByText(/^My shifts\. Never read\./);
  await user.click(screen.getByRole("button", { name: "Revoke Phone" }));
  await screen.findByText("The calendar program that has it reads nothing any more.");
  expect(sent).toEqual([]);
  expect(await violations()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Revoke the link" }));
  await waitFor(() => expect(sent[0]?.call).toBe("DELETE /api/v1/calendar-links/l"));
});
