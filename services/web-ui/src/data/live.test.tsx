import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Happening } from "@/data/live";
import { ana, detail, incident } from "@/testing/fixtures";
import { problem, startPlatform } from "@/testing/platform";
import { open } from "@/testing/render";

/** The stream of events as a test writes it; `asked` is the Last-Event-ID of each connection. */
function startStream(on: ReturnType<typeof startPlatform>["on"]) {
  const asked: (string | null)[] = [];
  let pipe: ReadableStreamDefaultController<Uint8Array> | undefined;
  const write = (text: string) => pipe?.enqueue(new TextEncoder().encode(text));
  on("GET /api/v1/events", ({ headers }) => {
    asked.push(headers.get("Last-Event-ID"));
    const body = new ReadableStream<Uint8Array>({ start: (controller) => void (pipe = controller) });
    write(`event: hello\ndata: {}\nid: ${headers.get("Last-Event-ID") ?? 7}\n\n`);
    return new Response(body, { headers: { "Content-Type": "text/event-stream" } });
  });
  const tell = (id: number, happening: Happening) => write(`data: ${JSON.stringify(happening)}\nid: ${id}\n\n`);
  return { asked, tell, end: () => pipe?.close() };
}

const opened = (about: ReturnType<typeof incident>, id = 8): Happening => ({
  id,
  type: "created",
  actor: "system",
  at: about.created_at,
  data: {},
  incident: about,
});
const settled = async () => screen.findByText("Live");

test("a new incident shows when it is told of, without asking for the list", async () => {
  const { on } = startPlatform([]);
  const stream = startStream(on);
  on("GET /api/v1/incidents/stats/summary", () => problem(503));
  open("/incidents");
  await settled();
  on("GET /api/v1/incidents", () => problem(503));
  stream.tell(8, opened(incident({ title: "Disk of db-1 is full" })));
  await screen.findByText("Disk of db-1 is full");
});

test("what somebody else acknowledged shows who has it, and does not vanish under the finger", async () => {
  const one = incident();
  const { on } = startPlatform([one]);
  const stream = startStream(on);
  open("/incidents");
  await settled();
  const taken = incident({ status: "acknowledged", assigned_to: ana, version: 2 });
  stream.tell(9, { ...opened(taken, 9), type: "status_changed", actor: ana.email, data: { from: "open", to: "acknowledged" } });
  await screen.findByText("Ana Lopez");
  await screen.findByRole("button", { name: `Resolve: ${one.title}` });
});

test("an open incident shows each entry of its timeline as it comes, once", async () => {
  const one = incident({ assigned_to: ana });
  const { on } = startPlatform([one]);
  const stream = startStream(on);
  open(`/incidents/${one.id}`);
  await settled();
  const entry = { id: 9, type: "note" as const, actor: ana.email, at: one.created_at, data: { content: "looking" } };
  on(`GET /api/v1/incidents/${one.id}`, () => detail(one, { timeline: [...detail(one).timeline, entry] }));
  stream.tell(9, { ...entry, incident: one });
  stream.tell(9, { ...entry, incident: one });
  await waitFor(() => expect(screen.getAllByText("Note by Ana Lopez")).toHaveLength(1));
});

test("after a break the stream goes on after the last event that was heard", async () => {
  const { on } = startPlatform([]);
  const stream = startStream(on);
  open("/incidents");
  await settled();
  stream.tell(12, opened(incident()));
  await screen.findByText("Error rate above 5 %");
  stream.end();
  await waitFor(() => expect(stream.asked).toEqual([null, "12"]));
});

test("without a stream the page asks by itself, and without an answer it says that it may be out of date", async () => {
  const { on } = startPlatform([incident()]);
  on("GET /api/v1/events", () => problem(503));
  open("/incidents");
  await screen.findByText("Updated every few seconds");
  on("GET /api/v1/incidents", () => problem(503));
  await screen.findByText(/Live updates lost/);
  on("GET /api/v1/incidents", () => ({ items: [incident()], next_cursor: null }));
  await screen.findByText("Updated every few seconds");
});

test("a session that ends is noticed by the stream", async () => {
  const { on } = startPlatform([]);
  on("GET /api/v1/events", () => problem(401));
  open("/incidents");
  await screen.findByRole("heading", { name: "Sign in" });
});
