import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { ana, dana, detail, incident } from "@/testing/fixtures";
import { listOf, problem, startPlatform } from "@/testing/platform";
import { open, violations } from "@/testing/render";

const one = incident({ assigned_to: ana });
const path = `/api/v1/incidents/${one.id}`;

/** A note as it was written. */
const unchanged = { edited_by: null, edited_at: null };

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
    detail(one, { notes: [{ id: "n", content: "rolled back", author: "dana@example.org", created_at: one.created_at, ...unchanged }] }),
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

test("a note is Markdown, and nothing in it loads or leads where it should not", async () => {
  const { on } = startPlatform([one]);
  const content = "# Found\n\n**disk full**, see ![graph](https://evil.example/x.png) and [this](javascript:alert(1))";
  on(`GET ${path}`, () =>
    detail(one, { notes: [{ id: "n", content, author: "dana@example.org", created_at: one.created_at, ...unchanged }] }),
  );
  open(`/incidents/${one.id}`);
  expect((await screen.findByText("disk full")).tagName).toBe("STRONG");
  expect(document.querySelector("article img")).toBeNull();
  expect(screen.getByText("this").closest("a")).toBeNull();
  expect(screen.getAllByRole("heading", { level: 1 })).toHaveLength(1); // the incident's own
  expect(await violations()).toEqual([]);
});

test("what a person wrote is shown as text, whatever it holds", async () => {
  const { on } = startPlatform([one]);
  const content = '<img src=x onerror="alert(1)"><b>bold</b>';
  on(`GET ${path}`, () =>
    detail(one, { notes: [{ id: "n", content, author: "dana@example.org", created_at: one.created_at, ...unchanged }] }),
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

const trace = {
  incident: one,
  correlation: { key: "checkout-api|critical", window_seconds: 300, opened: "first", previous: null },
  alerts: [],
  policy: {
    policy_id: null,
    policy_name: "payments",
    team: "payments",
    repeat: 0,
    steps: [{ step: 1, delay_seconds: 300, targets: [{ type: "user", ...ana }] }],
  },
  steps: [{ step: 1, cycle: 1, at: one.created_at, reason: "opened", known_since: null, page_ids: ["p"] }],
  pages: [
    {
      id: "p",
      user: ana,
      channel: null,
      via: "primary on call for payments",
      step: 1,
      cycle: 1,
      created_at: one.created_at,
      handed_over_at: one.created_at,
      cancelled_at: null,
      attempts: 1,
      last_error: null,
      notifications: [{ channel: "email", status: "delivered", attempts: [{ error: null, answer: "250 queued as 4F2" }] }],
    },
  ],
  notifications_known: true,
  escalation: { policy_id: null, step: 2, cycle: 1, next_at: null, state: "stopped" },
};

test("why I was not paged is told, and why somebody else was", async () => {
  const { on } = startPlatform([one]);
  on(`GET ${path}/trace`, ({ url }) => {
    const isMe = url.searchParams.get("user") === dana.id;
    const answer = isMe ? "not_on_call" : "delivered";
    const because = isMe ? "No step of the policy names Dana." : "A receiver took the message.";
    return { ...trace, person: { user: isMe ? dana : ana, answer, because, step: null, page_ids: isMe ? [] : ["p"] } };
  });
  const user = open(`/incidents/${one.id}`);
  await user.click(await screen.findByRole("button", { name: "More" }));
  await user.click(await screen.findByRole("menuitem", { name: "Why was I paged, or not?" }));
  await screen.findByRole("heading", { name: "You were not paged." });
  await screen.findByText("250 queued as 4F2");
  expect(await violations()).toEqual([]);
  await user.click(screen.getByLabelText("Who", { selector: "input" }));
  await user.click(await screen.findByRole("option", { name: "Ana Lopez" }));
  await screen.findByRole("heading", { name: "Ana Lopez was paged." });
});

test("somebody is asked for help, and a refusal keeps what was typed", async () => {
  const { on, sent } = startPlatform([one]);
  on(`POST ${path}/responders`, () => problem(409, { detail: "Ana was asked already." }));
  const user = open(`/incidents/${one.id}`);
  await user.click(await screen.findByRole("button", { name: "Ask for help" }));
  await user.click(await screen.findByLabelText("Whom", { selector: "input" }));
  await user.click(await screen.findByRole("option", { name: "Ana Lopez" }));
  await user.type(screen.getByLabelText("What for"), "the card provider");
  await user.click(screen.getByRole("button", { name: "Page them now" }));
  await screen.findByText("Ana was asked already.");
  on(`POST ${path}/responders`, () => detail(one));
  on(`GET ${path}`, () =>
    detail(one, { responders: [{ person: ana, added_by: "dana@example.org", added_at: one.created_at }] }),
  );
  await user.click(screen.getByRole("button", { name: "Page them now" }));
  await screen.findByText(/^asked by Dana Whitfield/);
  const body = { users: [ana.id], message: "the card provider" };
  expect(sent.map((call) => call.body)).toEqual([body, body]);
});

test("another incident is merged into it", async () => {
  const other = incident({ id: "2", title: "p99 latency", service: "search" });
  const { on, sent } = startPlatform([one, other]);
  on(`POST ${path}/merge`, () => detail(one));
  const user = open(`/incidents/${one.id}`);
  await user.click(await screen.findByRole("button", { name: "More" }));
  await user.click(await screen.findByRole("menuitem", { name: "Merge others into it" }));
  await user.click(await screen.findByLabelText("Which", { selector: "input" }));
  await user.click(await screen.findByRole("option", { name: "search: p99 latency (open)" }));
  expect(await violations()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Merge" }));
  await waitFor(() => expect(sent).toMatchObject([{ call: `POST ${path}/merge`, body: { incidents: ["2"] } }]));
});

test("tags are changed all together", async () => {
  const { on, sent } = startPlatform([incident({ tags: ["dns"] })]);
  on(`PATCH ${path}`, () => one);
  const user = open(`/incidents/${one.id}`);
  await user.click(await screen.findByRole("button", { name: "Change the tags" }));
  await user.type(screen.getByLabelText("Tags", { selector: "input" }), "certificate{Enter}");
  await user.click(screen.getByRole("button", { name: "Keep the tags" }));
  await waitFor(() => expect(sent[0]?.body).toEqual({ tags: ["dns", "certificate"] }));
  await screen.findByRole("button", { name: "Change the tags" });
});

test("what was before is there to read, and the post-mortem a click away", async () => {
  const { on } = startPlatform([one]);
  const before = incident({ id: "0", title: "Error rate above 4 %", status: "resolved", mttr_seconds: 720 });
  on(`GET ${path}/earlier`, () => ({ items: [before] }));
  const user = open(`/incidents/${one.id}`);
  await screen.findByRole("link", { name: "Error rate above 4 %" });
  await screen.findByText(/resolved after 12 min/);
  await user.click(screen.getByRole("button", { name: "More" }));
  const item = await screen.findByRole("menuitem", { name: "Post-mortem" });
  expect(item.getAttribute("href")).toBe(`/incidents/${one.id}/postmortem`);
});

test("a note is put right, is kept as typed while that is refused, and shows what it said before", async () => {
  const { on, sent } = startPlatform([one]);
  const note = { id: "n", content: "the disk", author: dana.email ?? "", created_at: one.created_at, ...unchanged };
  on(`GET ${path}`, () => detail(one, { notes: [note] }));
  on(`PATCH ${path}/notes/n`, () => problem(503, { detail: "The database does not answer." }));
  const user = open(`/incidents/${one.id}`);
  await user.click(await screen.findByRole("button", { name: "Edit" }));
  await user.type(screen.getByLabelText("Edit the note"), " of db-1");
  await user.click(screen.getByRole("button", { name: "Keep it" }));
  await screen.findByText("The database does not answer.");
  expect(screen.getByLabelText("Edit the note")).toHaveProperty("value", "the disk of db-1");
  const edited = { ...note, content: "the disk of db-1", edited_by: dana.email, edited_at: one.created_at };
  on(`PATCH ${path}/notes/n`, () => edited);
  on(`GET ${path}`, () => detail(one, { notes: [edited] }));
  on(`GET ${path}/notes/n/history`, () => ({
    items: [note, edited].map(({ content, author, created_at }, place) => ({
      content,
      author,
      at: new Date(Date.parse(created_at) + place).toISOString(),
    })),
  }));
  await user.click(screen.getByRole("button", { name: "Keep it" }));
  await user.click(await screen.findByRole("button", { name: "What it said before" }));
  await screen.findByRole("dialog", { name: "What the note said" });
  await screen.findByText("the disk");
  expect(sent.at(-1)?.body).toEqual({ content: "the disk of db-1" });
  expect(await violations()).toEqual([]);
});
