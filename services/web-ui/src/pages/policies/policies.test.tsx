import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { ana, dana } from "@/testing/fixtures";
import { listOf, problem, startPlatform } from "@/testing/platform";
import { open, violations } from "@/testing/render";

const policy = {
  id: "p",
  name: "payments first",
  team: "default",
  team_id: "t",
  repeat: 1,
  steps: [{ delay_seconds: 300, targets: [{ type: "schedule", team: "default", team_id: "t", role: "primary" }] }],
  created_at: "2026-11-01T00:00:00Z",
  updated_at: "2026-11-01T00:00:00Z",
};

test("a policy is read as sentences, with what follows it", async () => {
  const { on } = startPlatform();
  on("GET /api/v1/escalation-policies", () => listOf([policy]));
  on("GET /api/v1/teams", () => listOf([{ id: "t", name: "default", manager: null, members: [], escalation_policy_id: "p" }]));
  open("/escalation");
  await screen.findByText("At once: whoever is on call for default.");
  await screen.findByText("Followed by team default.");
  expect(await violations()).toEqual([]);
});

test("a new policy is made step by step, and a refusal keeps what was typed", async () => {
  const { on, sent } = startPlatform();
  on("GET /api/v1/escalation-policies", () => listOf([]));
  on("POST /api/v1/escalation-policies", () => problem(409, { detail: "There is a policy of this name." }));
  const user = open("/escalation");
  await user.click(await screen.findByRole("button", { name: "New policy" }));
  await user.type(await screen.findByLabelText("Name"), "nights");
  await user.click(screen.getByRole("button", { name: "Add a step" }));
  await user.click(screen.getByLabelText("Whom step 2 pages, 1", { selector: "input" }));
  await user.click(await screen.findByRole("option", { name: "Ana Lopez" }));
  expect(await violations()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Make the policy" }));
  await screen.findByText("There is a policy of this name.");
  on("POST /api/v1/escalation-policies", () => policy);
  await user.click(screen.getByRole("button", { name: "Make the policy" }));
  await waitFor(() => expect(screen.queryByLabelText("Name")).toBeNull());
  expect(sent[1]?.body).toEqual({
    name: "nights",
    team: "default",
    repeat: 1,
    steps: [
      { delay_seconds: 300, targets: [{ type: "schedule", team: "default", role: "primary" }], round_robin: false },
      { delay_seconds: 300, targets: [{ type: "user", id: ana.id }], round_robin: false },
    ],
  });
});

test("people of a step take turns where somebody says so, and go on doing so when the policy is changed", async () => {
  const { on, sent } = startPlatform();
  const step = policy.steps[0];
  const targets = [...(step?.targets ?? []), { type: "user", ...ana }];
  on("GET /api/v1/escalation-policies", () => listOf([{ ...policy, steps: [{ ...step, targets, round_robin: true }] }]));
  on("PUT /api/v1/escalation-policies/p", () => policy);
  const user = open("/escalation");
  await screen.findByText("At once: in turn whoever is on call for default or Ana Lopez.");
  await user.click(await screen.findByRole("button", { name: /Edit/ }));
  expect(await screen.findByLabelText<HTMLInputElement>("One of them in turn at step 1")).toHaveProperty("checked", true);
  expect(await violations()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(sent.at(-1)?.body).toMatchObject({ steps: [{ round_robin: true }] }));
});

test("the simulator says who is paged when, and pages nobody", async () => {
  const { on, sent } = startPlatform();
  on("GET /api/v1/escalation-policies", () => listOf([]));
  on("POST /api/v1/escalations/simulate", () => ({
    policy_id: "p",
    policy_name: "payments first",
    team: "payments",
    pages: [
      {
        at: "2026-11-23T02:35:00Z",
        offset_seconds: 300,
        step: 2,
        cycle: 1,
        user: ana,
        channel: "email",
        recipient: ana.email,
        reason: "not_acknowledged",
        via: "named by the policy",
      },
    ],
    exhausted_at: "2026-11-23T02:40:00Z",
  }));
  const user = open("/escalation");
  await user.type(await screen.findByLabelText("An incident of", { selector: "input" }), "checkout-api");
  await user.click(screen.getByRole("button", { name: "Show who is paged" }));
  await screen.findByText("Team payments follows payments first. If nobody answers:");
  const pages = screen.getByRole("list", { name: "Pages" });
  expect(within(pages).getByText("Ana Lopez").closest("li")?.textContent).toContain(
    "Step 2, by email, because nobody acknowledged: named by the policy",
  );
  expect(sent[0]).toMatchObject({ body: { service: "checkout-api", severity: "critical" } });
  expect(await violations()).toEqual([]);
});

test("who is no admin sees the policies, and is not offered to change them", async () => {
  const { on } = startPlatform();
  on("GET /api/v1/auth/me", () => ({ ...dana, role: "responder", grants: ["read", "respond"] }));
  on("GET /api/v1/escalation-policies", () => listOf([policy]));
  open("/escalation");
  await screen.findByText("payments first");
  expect(screen.queryByRole("button", { name: /Edit|New policy/ })).toBeNull();
});
