import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { FinalSchedule, OnCall, Schedule, Swap } from "@/data/model";
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
  platform.on("GET /api/v1/schedules/s/swaps", () => listOf([]));
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

const swap: Swap = {
  id: "w",
  schedule_id: "s",
  role: "primary",
  asked_by: ana,
  asked_of: { id: dana.id, name: dana.name, email: dana.email ?? "" },
  start: at(4),
  end: at(16),
  in_return: null,
  note: "The school play",
  status: "open",
  created_at: at(-2),
  answered_at: null,
};

test("whoever is asked for a swap accepts it, and reads why it was refused", async () => {
  const { on, sent } = withSchedule();
  on("GET /api/v1/schedules/s/swaps", () => listOf([swap]));
  on("POST /api/v1/schedules/s/swaps/w/accept", () => problem(409, { detail: "This swap was withdrawn already." }));
  const user = open("/on-call");
  await screen.findByText(/^Ana Lopez asks you to take /);
  await screen.findByText(/The school play/);
  expect(await violations()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Accept" }));
  await screen.findByText("This swap was withdrawn already.");
  expect(sent).toMatchObject([{ call: "POST /api/v1/schedules/s/swaps/w/accept" }]);
});

test("a swap is asked for with a shift of one's own and hours of the other in return", async () => {
  const { on, sent } = withSchedule();
  const turn = { team: "payments", schedule_id: "s", role: "primary", source: "layer", layer: null };
  on("GET /api/v1/oncall/shifts", ({ url }) => ({
    items: [
      url.searchParams.get("user") === ana.id
        ? { ...turn, start: at(100), end: at(124) }
        : { ...turn, start: at(20), end: at(44) },
    ],
  }));
  on("POST /api/v1/schedules/s/swaps", () => Response.json(swap, { status: 201 }));
  const user = open("/on-call");
  await user.click(await screen.findByRole("button", { name: "Ask for a swap" }));
  const form = within(await screen.findByRole("dialog", { name: "Ask for a swap in payments" }));
  await user.click(await form.findByRole("button", { name: "Ask" }));
  await form.findByText("Say whom you ask.");
  await user.type(form.getByLabelText("Who should take it", { selector: "input" }), "Ana");
  await user.click(await screen.findByRole("option", { name: "Ana Lopez" }));
  await user.click(form.getByLabelText("In return you take", { selector: "input" }));
  await user.click(await screen.findByRole("option", { name: / to / }));
  expect(await violations()).toEqual([]);
  await user.click(form.getByRole("button", { name: "Ask" }));
  await waitFor(() =>
    expect(sent[0]?.body).toEqual({
      start: at(20),
      end: at(44),
      asked_of: ana.id,
      role: "primary",
      in_return: { start: at(100), end: at(124) },
      note: null,
    }),
  );
});

test("a calendar link is shown once, and never again", async () => {
  const { on, sent } = withSchedule();
  on("POST /api/v1/calendar-links", () =>
    Response.json({ id: "l", name: "Phone", schedule_id: "s", url: "https://x.example/secret.ics" }, { status: 201 }),
  );
  const user = open("/on-call");
  await user.click(await screen.findByRole("button", { name: "Read it in your calendar program" }));
  await user.type(await screen.findByLabelText("What reads it"), "Phone");
  await user.click(screen.getByRole("button", { name: "Make the link" }));
  expect(await screen.findByLabelText("Address of the calendar")).toHaveProperty("value", "https://x.example/secret.ics");
  expect(await violations()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "I have it" }));
  await waitFor(() => expect(screen.queryByLabelText("Address of the calendar")).toBeNull());
  expect(sent[0]?.body).toEqual({ name: "Phone", schedule_id: "s" });
});
