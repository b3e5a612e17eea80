import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { ana, dana, detail, incident } from "@/testing/fixtures";
import { listOf, problem, startPlatform } from "@/testing/platform";
import { open, violations } from "@/testing/render";

const one = incident({ assigned_to: ana });
const path = `/api/v1/incidents/${one.id}`;

test("an incident is told in words: what, since when, whom it waits for, who was paged", async () => {
  startPlatform([one]);
  open(`/incidents/${one.id}`);
  await screen.findByRole("heading", { level: 1, name: "Error rate above 5 %" });
  await screen.findByText("Open for 6 min, waiting for Ana Lopez to answer.");
  await screen.findByText("Paged Ana Lopez (step 1)");
  await screen.findByText("seen 412 times");
  expect(screen.getAllByRole("button", { name: "Acknowledge" })).toHaveLength(1);
  expect(await violations()).toEqual([]);
});

test("a note that was not kept is still there to send again", async () => {
  const { on, sent } = startPlatform([one]);
  on(`PATCH ${path}`, () => problem(503, { detail: "The database does not answer." }));
  const user = open(`/incidents/${one.id}`);
  const note = await screen.findByLabelText("Note");
  await user.type(note, "rolled back");
  await user.click(screen.getByRole("button", { name: "Add the note" }));
  await screen.findByText("The note was not kept. The database does not answer.");
  expect(note).toHaveProperty("value", "rolled back");

  on(`PATCH ${path}`, () => one);
  on(`GET ${path}`, () =>
    detail(one, { notes: [{ id: "n", content: "rolled back", author: "dana@example.org", created_at: one.created_at }] }),
  );
  await user.click(screen.getByRole("button", { name: "Add the note" }));
  await screen.findByText("rolled back", { selector: "p" });
  await waitFor(() => expect(note).toHaveProperty("value", ""));
  expect(sent.map(({ body }) => body)).toEqual([{ note: "rolled back" }, { note: "rolled back" }]);
});

test("it can be handed to somebody else", async () => {
  const { on, sent } = startPlatform([one]);
  on(`PATCH ${path}`, () => ({ ...one, assigned_to: dana }));
  const user = open(`/incidents/${one.id}`);
  await user.click(await screen.findByRole("button", { name: "Assign to me" }));
  await waitFor(() => expect(sent[0]?.body).toEqual({ assigned_to: dana.id }));
});

test("r resolves it", async () => {
  const { on, sent } = startPlatform([one]);
  on(`PATCH ${path}`, () => ({ ...one, status: "resolved" }));
  const user = open(`/incidents/${one.id}`);
  await screen.findByRole("button", { name: "Resolve" });
  await user.keyboard("r");
  await waitFor(() => expect(sent[0]?.body).toEqual({ status: "resolved" }));
});

test("what a person wrote is shown as text, whatever it holds", async () => {
  const { on } = startPlatform([one]);
  const content = '<img src=x onerror="alert(1)"><b>bold</b>';
  on(`GET ${path}`, () =>
    detail(one, { notes: [{ id: "n", content, author: "dana@example.org", created_at: one.created_at }] }),
  );
  open(`/incidents/${one.id}`);
  await screen.findByText(content);
});

test("an address of no incident says so", async () => {
  startPlatform([]);
  open("/incidents/gone");
  await screen.findByText("There is no such incident");
  expect(await violations()).toEqual([]);
});

test("whoever is next is paged now, after the page has said who that is", async () => {
  const { on, sent } = startPlatform([one]);
  on("GET /api/v1/oncall", () => listOf([{ team: one.team, primary: ana, secondary: null, also: [], until: null }]));
  const next_at = new Date(Date.now() + 240_000).toISOString();
  const waiting = detail(one, { escalation: { policy_id: null, step: 2, cycle: 1, next_at, state: "active" } });
  on(`GET ${path}`, () => waiting);
  const user = open(`/incidents/${one.id}`);
  await screen.findByText(/If nobody answers, Ana Lopez is paged/);
  await user.keyboard("e");
  const button = await screen.findByRole("button", { name: "Page Ana Lopez now" });
  on(`POST ${path}/escalate`, () => problem(409, { detail: "It is in somebody's hands." }));
  await user.click(button);
  await screen.findByText("It is in somebody's hands.");
  on(`POST ${path}/escalate`, () => waiting);
  await user.click(button);
  await waitFor(() => expect(screen.queryByText("Page the next person now")).toBeNull());
  expect(sent.map(({ call }) => call)).toEqual([`POST ${path}/escalate`, `POST ${path}/escalate`]);
});

test("it is put off, and says till when", async () => {
  const { on, sent } = startPlatform([one]);
  const until = new Date(Date.now() + 3_600_000).toISOString();
  on(`POST ${path}/snooze`, () => detail({ ...one, snoozed_until: until }));
  const user = open(`/incidents/${one.id}`);
  await user.click(await screen.findByRole("button", { name: "Snooze" }));
  on(`GET ${path}`, () => detail({ ...one, snoozed_until: until }));
  await user.click(await screen.findByRole("menuitem", { name: "1 hour" }));
  await screen.findByText(/^Snoozed till/);
  expect(sent[0]?.call).toBe(`POST ${path}/snooze`);
});
