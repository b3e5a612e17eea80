import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { FinalSchedule, OnCall, Schedule } from "@/data/model";
import { ana, dana } from "@/testing/fixtures";
import { listOf, problem, startPlatform } from "@/testing/platform";
import { open, violations } from "@/testing/render";

const HOUR = 3_600_000;
const at = (hours: number) => new Date(Math.floor(Date.now() / HOUR) * HOUR + hours * HOUR).toISOString();
const schedule: Schedule = {
  id: "s",
  team: "payments",
  team_id: "t",
  name: "payments",
  kind: "weekly",
  timezone: "UTC",
  members: [{ ...ana, role: "primary" }],
  layers: [],
  created_at: at(-1000),
  updated_at: at(-1000),
};
const onCall: OnCall = { team: "payments", schedule_id: "s", primary: ana, secondary: null, also: [], until: at(52) };
const final: FinalSchedule = {
  schedule_id: "s",
  team: "payments",
  timezone: "UTC",
  role: "primary",
  start: at(0),
  end: at(700),
  items: [{ start: at(0), end: at(52), user: ana, source: "layer", layer: null }],
  additions: [],
  gaps: [{ start: at(52), end: at(66) }],
};

function withSchedule() {
  const platform = startPlatform();
  platform.on("GET /api/v1/schedules", () => listOf([schedule]));
  platform.on("GET /api/v1/oncall", () => listOf([onCall]));
  platform.on("GET /api/v1/schedules/s/final", () => final);
  platform.on("GET /api/v1/schedules/s/overrides", () => listOf([]));
  return platform;
}

test("who is on call now stands with their team and until when", async () => {
  withSchedule();
  open("/on-call");
  const payments = (await screen.findByRole("heading", { name: "payments" })).closest("li");
  await waitFor(() => expect(payments?.textContent).toMatch(/Ana Lopez.*until .* \(in 2 d/));
  await screen.findByText("No schedule. Pages go to the admins."); // the team "default"
  await screen.findByText("Nobody is on call for 14 h of these weeks: the hatched stretches.");
});

test("a gap is covered by the person who picks it, for as long as it is", async () => {
  const { on, sent } = withSchedule();
  on("POST /api/v1/schedules/s/overrides", () => Response.json({}, { status: 201 }));
  const user = open("/on-call");
  await user.click(await screen.findByRole("button", { name: "Cover" }));
  await screen.findByRole("dialog", { name: "Override for payments" });
  await user.click(screen.getByRole("button", { name: "Put on call" }));
  await waitFor(() =>
    expect(sent).toMatchObject([
      { call: "POST /api/v1/schedules/s/overrides", body: { user: dana.id, start: at(52), end: at(66), role: "primary" } },
    ]),
  );
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("an override that overlaps another keeps the form, with the reason", async () => {
  const { on } = withSchedule();
  on("POST /api/v1/schedules/s/overrides", () => problem(409, { detail: "Another override covers part of this time." }));
  const user = open("/on-call");
  await user.click(await screen.findByRole("button", { name: "Add an override" }));
  await user.click(await screen.findByRole("button", { name: "Put on call" }));
  expect((await screen.findByRole("alert")).textContent).toBe("Another override covers part of this time.");
  expect(await violations()).toEqual([]);
});

test("the first schedule is made from a team and a person", async () => {
  const { on, sent } = startPlatform();
  on("POST /api/v1/schedules", () => Response.json(schedule, { status: 201 }));
  const user = open("/on-call");
  await user.click(await screen.findByRole("button", { name: "Make the first schedule" }));
  const form = within(await screen.findByRole("dialog", { name: "New schedule" }));
  await user.click(form.getByRole("button", { name: "Add a member" }));
  await user.click(form.getByRole("button", { name: "Make the schedule" }));
  await form.findByText("Name"); // the second member has none yet
  expect(sent).toEqual([]);
  expect(await violations()).toEqual([]);

  await user.type(form.getByLabelText("Name of member 2", { selector: "input" }), "Ana Lopez"); // somebody who is known
  await user.click(form.getByRole("button", { name: "Make the schedule" }));
  await waitFor(() =>
    expect(sent[0]?.body).toEqual({
      team: "default",
      members: [
        { name: "Dana Whitfield", email: "dana@example.org", role: "primary" },
        { name: "Ana Lopez", email: "ana@example.org", role: "primary" },
      ],
    }),
  );
});
