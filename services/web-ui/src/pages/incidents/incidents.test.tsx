import { screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { ana, dana, detail, incident } from "@/testing/fixtures";
import { problem, startPlatform } from "@/testing/platform";
import { open, violations } from "@/testing/render";

const rows = async () => (await screen.findByRole("list", { name: "Incidents" })).querySelectorAll("li");

test("what is open is listed with who is waited for", async () => {
  startPlatform([incident({ assigned_to: ana }), incident({ id: "2", title: "p99 latency", status: "resolved" })]);
  open("/incidents");
  const [row, ...others] = await rows();
  expect(others).toEqual([]);
  expect(row?.textContent).toContain("Error rate above 5 %");
  expect(row?.textContent).toContain("Waiting for Ana Lopez");
  expect(row?.textContent).toContain("412 alerts");
  await screen.findByText("One incident waits for an answer.");
  expect(await violations()).toEqual([]);
});

test("acknowledging shows at once, makes it mine, and the row does not vanish under the finger", async () => {
  const one = incident();
  const { on, sent } = startPlatform([one]);
  const answer = Promise.withResolvers();
  on(`PATCH /api/v1/incidents/${one.id}`, () => answer.promise);
  const user = open("/incidents");
  await user.click(await screen.findByRole("button", { name: "Acknowledge: Error rate above 5 %" }));
  await screen.findByText("You"); // the service has not answered yet
  expect(sent).toEqual([
    {
      call: `PATCH /api/v1/incidents/${one.id}`,
      body: { status: "acknowledged", assigned_to: dana.id },
      csrf: "token-1",
    },
  ]);
  const taken = incident({ status: "acknowledged", assigned_to: { id: dana.id, name: dana.name, email: "" } });
  on("GET /api/v1/incidents", () => ({ items: [], next_cursor: null }));
  answer.resolve(taken);
  await screen.findByRole("button", { name: "Resolve: Error rate above 5 %" });
});

test("a refused acknowledgement is taken back, and says who was first", async () => {
  const one = incident();
  const { on } = startPlatform([one]);
  const change = {
    id: 3,
    type: "status_changed" as const,
    actor: ana.email,
    at: new Date(Date.now() - 3000).toISOString(),
    data: { from: "open", to: "acknowledged" },
  };
  on(`PATCH /api/v1/incidents/${one.id}`, () =>
    problem(409, { current: { status: "acknowledged", assigned_to: ana, version: 2 } }),
  );
  on(`GET /api/v1/incidents/${one.id}`, () =>
    detail(one, { timeline: [change] }),
  );
  const user = open("/incidents");
  await user.click(await screen.findByRole("button", { name: "Acknowledge: Error rate above 5 %" }));
  await screen.findByText(/^Ana Lopez acknowledged this \d+ s before you\.$/);
  expect(await violations()).toEqual([]);
});

test("an answer that never came is not called a refusal", async () => {
  const one = incident();
  const { on } = startPlatform([one]);
  on(`PATCH /api/v1/incidents/${one.id}`, () => {
    throw new TypeError("Failed to fetch");
  });
  const user = open("/incidents");
  await user.click(await screen.findByRole("button", { name: "Acknowledge: Error rate above 5 %" }));
  await screen.findByText("No answer: Error rate above 5 %");
  await screen.findByRole("button", { name: "Acknowledge: Error rate above 5 %" });
});

test("keys move along the list and act on the row they are on", async () => {
  const [first, second] = [incident(), incident({ id: "2", title: "p99 latency" })];
  const { on, sent } = startPlatform([first, second]);
  on("PATCH /api/v1/incidents/2", () => ({ ...second, status: "resolved" }));
  const user = open("/incidents");
  await rows();
  await user.keyboard("jjj");
  expect(document.activeElement?.textContent).toBe("p99 latency");
  await user.keyboard("k");
  expect(document.activeElement?.textContent).toBe("Error rate above 5 %");
  await user.keyboard("jr");
  await waitFor(() => expect(sent.map(({ call }) => call)).toEqual(["PATCH /api/v1/incidents/2"]));
  await user.keyboard("/");
  expect(document.activeElement).toBe(screen.getByLabelText("Search incidents"));
  await user.keyboard("r"); // a letter of a search, not a command
  expect(sent).toHaveLength(1);
});

test("filters are in the address and in the question", async () => {
  const { on } = startPlatform([]);
  const asked: string[] = [];
  on("GET /api/v1/incidents", ({ url }) => {
    asked.push(url.search);
    return { items: [], next_cursor: null };
  });
  const user = open("/incidents?tab=resolved&severity=high");
  await screen.findByText("Nothing matches");
  expect(asked).toContain("?status=resolved&severity=high&limit=50");
  await user.type(screen.getByLabelText("Search incidents"), "disk");
  await waitFor(() =>
    expect(screen.getByTestId("address").getAttribute("value")).toBe("/incidents?tab=resolved&severity=high&q=disk"),
  );
  await user.click(await screen.findByRole("button", { name: "Show all" }));
  await screen.findByText("No alert has arrived yet");
  expect(screen.getByTestId("address").getAttribute("value")).toBe("/incidents?tab=resolved");
});

test("before the first alert ever, the page says how to send one", async () => {
  const { on, sent } = startPlatform([]);
  on("POST /api/v1/alerts", () => Response.json({ id: "x", result: "new_incident" }, { status: 201 }));
  const user = open("/incidents");
  await screen.findByText("No alert has arrived yet");
  expect(await violations()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Send a test alert" }));
  await waitFor(() => expect(sent[0]).toMatchObject({ call: "POST /api/v1/alerts", body: { severity: "high" } }));
});

test("who may only look is offered nothing to do", async () => {
  const { on } = startPlatform([incident()]);
  on("GET /api/v1/auth/me", () => ({ ...dana, role: "viewer", grants: ["read"] }));
  open("/incidents");
  const [row] = await rows();
  expect(row && within(row).queryByRole("button")).toBeNull();
});

test("a list that cannot be loaded says what to do, and comes when it can", async () => {
  const { on } = startPlatform([]);
  on("GET /api/v1/incidents", () => problem(503, { detail: "Try again in a few seconds." }));
  const user = open("/incidents");
  await screen.findByText("The incidents could not be loaded");
  await screen.findByText("Try again in a few seconds.");
  on("GET /api/v1/incidents", () => ({ items: [incident()], next_cursor: null }));
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await rows();
});

test("what is selected is acknowledged together, and what is refused says why", async () => {
  const [first, second] = [incident(), incident({ id: "2", title: "p99 latency" })];
  const { on, sent } = startPlatform([first, second]);
  const current = { status: "resolved", assigned_to: null, version: 2 };
  on("POST /api/v1/incidents/bulk", () => ({
    results: [
      { id: first.id, incident: { ...first, status: "acknowledged", assigned_to: ana } },
      { id: "2", error: { type: "about:blank", title: "Conflict", status: 409, detail: "", request_id: "r", current } },
    ],
  }));
  const user = open("/incidents");
  await rows();
  await user.keyboard("jxjx");
  await screen.findByText("2 selected");
  expect(await violations()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Acknowledge" }));
  await screen.findByText("1 of 2 not changed");
  await screen.findByText("p99 latency: It is resolved already.");
  expect(sent).toEqual([
    {
      call: "POST /api/v1/incidents/bulk",
      body: { ids: [first.id, "2"], status: "acknowledged", assigned_to: dana.id },
      csrf: "token-1",
    },
  ]);
  expect(screen.queryByRole("region", { name: "Selected incidents" })).toBeNull();
});

test("a selection is left by Escape, and by looking at something else", async () => {
  startPlatform([incident(), incident({ id: "2", status: "resolved" })]);
  const user = open("/incidents");
  await rows();
  await user.keyboard("jx");
  await screen.findByText("1 selected");
  await user.keyboard("{Escape}");
  expect(screen.queryByText("1 selected")).toBeNull();
  await user.keyboard("x");
  await screen.findByText("1 selected");
  await user.click(screen.getByRole("link", { name: /^Resolved/ }));
  await rows();
  expect(screen.queryByText("1 selected")).toBeNull();
});

test("what is new or changed since the reader looked is marked until they say so", async () => {
  const change = { version: 1, created_at: new Date(Date.now() - 1000).toISOString() };
  localStorage.setItem(
    `seen:${dana.id}`,
    JSON.stringify({ since: new Date(Date.now() - 60_000).toISOString(), versions: { "2": 1 } }),
  );
  startPlatform([
    incident({ id: "1", title: "new", ...change }),
    incident({ id: "2", title: "changed", version: 2 }),
    incident({ id: "3", title: "known" }),
  ]);
  const user = open("/incidents");
  await rows();
  expect(screen.getByRole("link", { name: /^Not seen yet: ?new$/ })).toBeTruthy();
  expect(screen.getByRole("link", { name: /^Not seen yet: ?changed$/ })).toBeTruthy();
  expect(screen.getByRole("link", { name: "known" })).toBeTruthy();
  await screen.findByText(/^2 are new or changed/);
  expect(await violations()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Mark as seen" }));
  expect(screen.getByRole("link", { name: "new" })).toBeTruthy();
  expect(screen.queryByText(/new or changed since/)).toBeNull();
});

test("of a list that is long only what is in view is drawn", async () => {
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(48);
  startPlatform(Array.from({ length: 400 }, (_, n) => incident({ id: String(n), title: `incident ${n}` })));
  open("/incidents");
  const drawn = await rows();
  await screen.findByText("400 incidents wait for an answer.");
  expect(drawn.length).toBeLessThan(50);
});
