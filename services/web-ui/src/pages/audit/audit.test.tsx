import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { dana } from "@/testing/fixtures";
import { listOf, startPlatform } from "@/testing/platform";
import { open, violations } from "@/testing/render";

const entry = {
  id: "e",
  created_at: "2026-11-23T02:00:00Z",
  actor: dana.email,
  actor_kind: "user",
  actor_id: dana.id,
  address: "192.0.2.7",
  request_id: "req-1",
  action: "changed",
  object_type: "services",
  object_id: "s",
  object_name: "checkout-api",
  before: { auto_resolve: true },
  after: { auto_resolve: false },
};

test("a change says who made it, from where, and what was different before", async () => {
  const { on } = startPlatform();
  on("GET /api/v1/audit", () => listOf([entry]));
  const user = open("/audit");
  await screen.findByText("Dana Whitfield changed the service checkout-api");
  await screen.findByText(/from 192\.0\.2\.7/);
  await user.click(screen.getByRole("button", { name: "What differs: changed the service checkout-api" }));
  expect((await screen.findByText("yes")).tagName).toBe("DEL");
  expect(screen.getByText("no").tagName).toBe("INS");
  expect(await violations()).toEqual([]);
});

test("what is sought is in the address and in the question", async () => {
  const { on } = startPlatform();
  const asked: string[] = [];
  on("GET /api/v1/audit", ({ url }) => {
    asked.push(url.search);
    return listOf([]);
  });
  const user = open("/audit?type=silences");
  await screen.findByText("Nothing matches");
  await user.type(screen.getByLabelText("By whom"), "ana@example.org{Enter}");
  await waitFor(() => expect(asked).toContain("?actor=ana%40example.org&object_type=silences&limit=50"));
  expect(screen.getByTestId("address").getAttribute("value")).toBe("/audit?type=silences&actor=ana%40example.org");
});

test("who is no admin is told so, and nothing is asked", async () => {
  const { on } = startPlatform();
  on("GET /api/v1/auth/me", () => ({ ...dana, role: "viewer", grants: ["read"] }));
  open("/audit");
  await screen.findByText("Administrators see the log of changes.");
});
