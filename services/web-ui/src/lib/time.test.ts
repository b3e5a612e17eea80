import { describe, expect, test } from "vitest";
import { clock, exact, fromLocalInput, preciseSpan, relative, snoozeChoices, span, toLocalInput } from "./time";

const now = Date.parse("2026-11-23T14:00:00Z");
const before = (seconds: number) => new Date(now - seconds * 1000).toISOString();

describe("lengths of time", () => {
  test.each([
    [-3, "0 s"],
    [59.9, "59 s"],
    [60, "1 min"],
    [3599, "59 min"],
    [3600, "1 h"],
    [7500, "2 h 5 min"],
    [86400, "1 d"],
    [3 * 86400 + 4 * 3600, "3 d 4 h"],
  ])("%d seconds read as %s", (seconds, words) => expect(span(seconds)).toBe(words));

  test("a figure that is over keeps its seconds below an hour", () => {
    expect(preciseSpan(192)).toBe("3 min 12 s");
    expect(preciseSpan(180)).toBe("3 min");
    expect(preciseSpan(7512)).toBe("2 h 5 min");
    expect(preciseSpan(59.7)).toBe("1 min");
  });
});

describe("instants", () => {
  test("the past, the present and the future are told apart", () => {
    expect(relative(before(360), now)).toBe("6 min ago");
    expect(relative(before(2), now)).toBe("just now");
    expect(relative(before(-240), now)).toBe("in 4 min");
  });

  test("a server whose clock is a little ahead does not make the present the future", () => {
    expect(relative(before(-0.8), now)).toBe("just now");
  });

  test("an exact instant names its zone", () => {
    expect(exact("2026-11-23T13:02:07Z", "Europe/Berlin")).toBe("Mon, 23 Nov 2026, 14:02:07 CET");
    expect(exact("2026-07-01T12:00:00Z", "Europe/Berlin")).toContain("14:00:00 CEST");
  });

  test("a clock says only as much of the date as is needed", () => {
    expect(clock("2026-11-23T17:07:00Z", now, "UTC")).toBe("17:07");
    expect(clock("2026-11-27T09:00:00Z", now, "UTC")).toBe("Fri 09:00");
    expect(clock("2027-01-04T09:00:00Z", now, "UTC")).toBe("Mon 4 Jan 09:00");
  });

  test("what counts as today is decided in the reader's zone", () => {
    expect(clock("2026-11-23T23:30:00Z", now, "Europe/Berlin")).toBe("Tue 00:30");
  });

  test("a local date and time comes back as the same instant, on both sides of a change of the clocks", () => {
    for (const at of ["2026-03-28T12:00:00.000Z", "2026-03-29T12:00:00.000Z", "2026-10-25T12:00:00.000Z"]) {
      expect(fromLocalInput(toLocalInput(Date.parse(at)))).toBe(at);
    }
  });

  test("a date that is not one is null", () => {
    expect(fromLocalInput("")).toBeNull();
    expect(fromLocalInput("tomorrow")).toBeNull();
  });
});

const ends = (at: string) => snoozeChoices(Date.parse(at)).map(({ words, until }) => `${words}: ${until}`);

describe("how long one may want to hear nothing", () => {
  test("by day it is some hours, the next morning or the next Monday", () => {
    expect(ends("2026-11-24T14:00:00Z")).toEqual([
      "30 minutes: 2026-11-24T14:30:00.000Z",
      "1 hour: 2026-11-24T15:00:00.000Z",
      "4 hours: 2026-11-24T18:00:00.000Z",
      "Till Wed 09:00: 2026-11-25T08:00:00.000Z",
      "Till Mon 09:00: 2026-11-30T08:00:00.000Z",
    ]);
  });

  test("by night the next morning is this day's", () => {
    expect(ends("2026-11-24T02:00:00Z")[3]).toBe("Till 09:00: 2026-11-24T08:00:00.000Z");
  });

  test("on a Sunday evening the next morning is the next Monday, and is offered once", () => {
    expect(ends("2026-11-29T20:00:00Z").slice(3)).toEqual(["Till Mon 09:00: 2026-11-30T08:00:00.000Z"]);
  });
});
