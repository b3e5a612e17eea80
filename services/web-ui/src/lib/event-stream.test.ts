import { expect, test } from "vitest";
import { eventReader } from "./event-stream";

const STREAM = 'event: hello\ndata: {}\nid: 7\nretry: 1000\n\n: ping\n\ndata: {"a":\ndata: 1}\nid: 8\n\n';
const EVENTS = [
  { id: "7", name: "hello", data: "{}" },
  { id: "8", name: "message", data: '{"a":\n1}' },
];

test("a stream is read whole", () => {
  expect(eventReader()(STREAM)).toEqual(EVENTS);
});

test.each(["\n", "\r\n", "\r"])("a stream is read the same wherever it is cut, with %j at the end of a line", (end) => {
  const text = STREAM.replaceAll("\n", end);
  for (let cut = 0; cut < text.length; cut += 1) {
    const read = eventReader();
    const events = [...read(text.slice(0, cut)), ...read(text.slice(cut)), ...read("\n")];
    expect(events).toEqual(EVENTS);
  }
});

test("what is not complete yet is not told", () => {
  const read = eventReader();
  expect(read("data: 1\n")).toEqual([]);
  expect(read("\n")).toEqual([{ id: null, name: "message", data: "1" }]);
});
