/** The stream of what happens: opened again whenever it breaks, going on after the last event that was heard. */
import { eventReader, type StreamEvent } from "@/lib/event-stream";
import { Problem } from "./http";

export type Connection = "connecting" | "live" | "lost";

/** The service says something at least every 15 s; a connection that is silent for longer is dead, whatever it looks like. */
const SILENCE_MS = 40_000;
/** After a sleep nobody waits for that: what was silent for this long is opened anew. */
const SUSPECT_MS = 20_000;
/** A tab that nobody sees gives its connection back, since a browser has only six to one origin. */
const HIDDEN_MS = 60_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5_000;

interface Listener {
  hear: (event: StreamEvent) => void;
  tell: (connection: Connection) => void;
  /** The session is over: nobody may listen. Nothing is asked for any more. */
  refused: () => void;
}

/** Follows the stream until `over` is aborted. */
export async function follow({ hear, tell, refused }: Listener, over: AbortSignal): Promise<void> {
  let lastId: string | null = null;
  let failures = 0;
  let lastHeard = 0;
  let attempt = new AbortController();
  let wake: (() => void) | undefined;

  const giveUp = () => attempt.abort();
  const lookAgain = () => {
    if (document.hidden) return;
    if (Date.now() - lastHeard > SUSPECT_MS) giveUp();
    failures = 0;
    wake?.();
  };
  let hiding: ReturnType<typeof setTimeout> | undefined;
  const onVisibility = () => {
    clearTimeout(hiding);
    if (document.hidden) hiding = setTimeout(giveUp, HIDDEN_MS);
    else lookAgain();
  };
  document.addEventListener("visibilitychange", onVisibility, { signal: over });
  globalThis.addEventListener("online", lookAgain, { signal: over });
  over.addEventListener("abort", () => {
    clearTimeout(hiding);
    giveUp();
    wake?.();
  });
  const pause = (ms: number | null) =>
    new Promise<void>((resolve) => {
      wake = resolve;
      if (ms !== null) setTimeout(resolve, ms);
    });

  while (!over.aborted) {
    attempt = new AbortController();
    try {
      await read(lastId, attempt, (event) => {
        lastHeard = Date.now();
        failures = 0;
        if (event === null) return;
        lastId = event.id ?? lastId;
        if (event.name === "hello") tell("live");
        hear(event);
      });
    } catch (error) {
      if (error instanceof Problem && error.status === 401) return refused();
    }
    if (over.aborted) return;
    tell("lost");
    failures += 1;
    await pause(document.hidden ? null : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1)));
  }
}

/** Reads one connection to its end; `hear` gets each event, and null for whatever else shows that it lives. */
async function read(lastId: string | null, attempt: AbortController, hear: (event: StreamEvent | null) => void) {
  let silence: ReturnType<typeof setTimeout> | undefined;
  const listenOn = () => {
    clearTimeout(silence);
    silence = setTimeout(() => attempt.abort(), SILENCE_MS);
  };
  listenOn();
  try {
    const request = new Request(new URL("/api/v1/events", globalThis.location.origin), {
      headers: { Accept: "text/event-stream", ...(lastId !== null && { "Last-Event-ID": lastId }) },
      cache: "no-store",
      signal: attempt.signal,
    });
    const response = await globalThis.fetch(request);
    if (!response.ok || !response.body) throw Problem.from(response, null);
    const take = eventReader();
    const text = response.body.pipeThrough(new TextDecoderStream()).getReader();
    attempt.signal.addEventListener("abort", () => void text.cancel().catch(() => {}));
    for (;;) {
      const { done, value } = await text.read();
      if (done) return;
      listenOn();
      hear(null);
      for (const event of take(value)) hear(event);
    }
  } finally {
    clearTimeout(silence);
  }
}
