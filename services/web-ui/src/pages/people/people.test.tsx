import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { ana } from "@/testing/fixtures";
import { listOf, problem, startPlatform } from "@/testing/platform";
import { open, violations } from "@/testing/render";

function start() {
  const platform = startPlatform();
  platform.on("GET /api/v1/escalation-policies", () => listOf([]));
  return platform;
}

test("somebody is added with a role, and what is wrong with them is said at once", async () => {
  const { on, sent } = start();
  on("POST /api/v1/users", () => problem(409, { detail: "Somebody has this address already." }));
  const user = open("/people");
  await user.click(await screen.findByRole("button", { name: "New person" }));
  await user.type(await screen.findByLabelText("Name"), "Ben Okafor");
  await user.click(screen.getByRole("button", { name: "Add them" }));
  await screen.findByText("Their e-mail address: they are paged there.");
  await user.type(screen.getByLabelText("E-mail"), "ben@example.org");
  expect(await violations()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Add them" }));
  await screen.findByText("Somebody has this address already.");
  expect(sent.map(({ body }) => body)).toEqual([{ name: "Ben Okafor", email: "ben@example.org", role: "responder" }]);
});

test("somebody who left may not sign in any more", async () => {
  const { on, sent } = start();
  on(`PATCH /api/v1/users/${ana.id}`, () => ({}));
  const user = open("/people");
  await user.click(await screen.findByRole("button", { name: "Edit Ana Lopez" }));
  await user.click(await screen.findByLabelText("May not sign in"));
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(sent[0]?.body).toMatchObject({ disabled: true }));
});

test("a team gets its members and its manager", async () => {
  const { on, sent } = start();
  on("PATCH /api/v1/teams/t", () => ({}));
  const user = open("/people");
  await screen.findByText("Nobody is in it yet. No policy: whoever is on call is paged every 15 minutes.");
  await user.click(screen.getByRole("button", { name: "Edit the team default" }));
  await user.click(await screen.findByLabelText("Members", { selector: "input" }));
  await user.click(await screen.findByRole("option", { name: "Ana Lopez" }));
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(sent[0]?.body).toEqual({ name: "default", members: [ana.id], manager: null, escalation_policy_id: null }),
  );
});
