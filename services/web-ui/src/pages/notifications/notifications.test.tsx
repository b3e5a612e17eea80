import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { ana } from "@/testing/fixtures";
import { listOf, startPlatform } from "@/testing/platform";
import { open, violations } from "@/testing/render";

const dead = {
  id: "n",
  page_id: "p",
  incident_id: "i",
  channel: "email",
  recipient: ana.email,
  kind: "page",
  step: 1,
  cycle: 1,
  status: "dead",
  subject: "[high] search: slow",
  message: "slow",
  created_at: "2026-11-23T02:00:00Z",
  sent_at: null,
  attempts: [
    {
      number: 1,
      started_at: "2026-11-23T02:00:00Z",
      duration_ms: 10_000,
      outcome: "timeout",
      status_code: null,
      error: "mail.example.org:25",
      provider_id: null,
      answer: null,
    },
  ],
};

test("what could not be delivered says why at each attempt, and is sent again", async () => {
  const { on, sent } = startPlatform();
  on("GET /api/v1/notifications", () => listOf([dead]));
  on("POST /api/v1/notifications/n/retry", () => ({ ...dead, status: "pending" }));
  const user = open("/notifications");
  await screen.findByText(/no answer in time after 10.0 s: mail.example.org:25/);
  expect(await violations()).toEqual([]);
  on("GET /api/v1/notifications", () => listOf([{ ...dead, status: "pending" }]));
  await user.click(screen.getByRole("button", { name: "Send it again" }));
  await screen.findByText("Waiting");
  expect(sent.map(({ call }) => call)).toEqual(["POST /api/v1/notifications/n/retry"]);
});

test("what went in a bundle leads to it, and the bundle to all it carries", async () => {
  const { on } = startPlatform();
  const asked: string[] = [];
  const bundle = { ...dead, id: "b", incident_id: null, status: "delivered", subject: "Several pages in one message" };
  const carried = { ...dead, status: "bundled", sent_at: "2026-11-23T02:00:10Z", is_bundle: false, bundle_id: "b" };
  on("GET /api/v1/notifications", ({ url }) => {
    asked.push(url.search);
    return listOf([{ ...bundle, is_bundle: true, bundle_id: null }, carried]);
  });
  const user = open("/notifications");
  await screen.findByText("Sent with others");
  screen.getByRole("link", { name: "What it carries" });
  expect(screen.queryByRole("button", { name: "Send it again" })).toBeNull();
  await user.click(screen.getByRole("link", { name: "The message it went with" }));
  await waitFor(() => expect(asked).toContain("?bundle_id=b&limit=50"));
  expect(await violations()).toEqual([]);
});

test("what is sought is in the address and in the question", async () => {
  const { on } = startPlatform();
  const asked: string[] = [];
  on("GET /api/v1/notifications", ({ url }) => {
    asked.push(url.search);
    return listOf([]);
  });
  const user = open("/notifications?status=dead");
  await screen.findByText("Nothing matches");
  await user.type(screen.getByLabelText("Recipient"), "ana@example.org{Enter}");
  await waitFor(() => expect(asked).toContain("?status=dead&recipient=ana%40example.org&limit=50"));
  expect(screen.getByTestId("address").getAttribute("value")).toBe("/notifications?status=dead&recipient=ana%40example.org");
});
