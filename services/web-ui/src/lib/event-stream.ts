/** Server-Sent Events as the HTML standard writes them, read from pieces of text that are cut anywhere. */

export interface StreamEvent {
  /** What to go on from after a break; null where the event names none. */
  id: string | null;
  /** "message" where the event has no name of its own. */
  name: string;
  data: string;
}

/** Takes the next piece of a stream, and returns the events that it completes; comments and empty events are no events. */
export function eventReader(): (piece: string) => StreamEvent[] {
  let rest = "";
  let fields = new Map<string, string>();

  function finish(): StreamEvent | null {
    const done = fields;
    fields = new Map();
    const data = done.get("data");
    return data === undefined ? null : { id: done.get("id") ?? null, name: done.get("event") || "message", data };
  }

  return (piece) => {
    // A carriage return at the end may be the first half of a line's end.
    const text = rest + piece;
    const lines = text.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? "";
    const events: StreamEvent[] = [];
    for (const line of lines) {
      if (line === "") {
        const event = finish();
        if (event) events.push(event);
        continue;
      }
      const colon = line.indexOf(":");
      if (colon === 0) continue;
      const name = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
      const before = fields.get(name);
      fields.set(name, name === "data" && before !== undefined ? `${before}\n${value}` : value);
    }
    return events;
  };
}
