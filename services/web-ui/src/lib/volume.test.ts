import { describe, expect, test } from "vitest";
import { noisiest, ticksOf, tickWords, trend, volumeOf } from "./volume";

const now = Date.parse("2026-11-23T14:20:00Z");
const incident = (created_at: string, severity: "critical" | "low" = "critical") => ({ created_at, severity });

describe("volume over time", () => {
  test("a day has its hours, and each incident is in the hour it began", () => {
    const volume = volumeOf([incident("2026-11-23T14:00:00Z"), incident("2026-11-23T13:59:59Z", "low")], "24h", now);
    expect(volume.starts).toHaveLength(25);
    expect(volume.counts.critical.at(-1)).toBe(1);
    expect(volume.counts.low.at(-2)).toBe(1);
    expect(volume.counts.high.every((count) => count === 0)).toBe(true);
  });

  test("what began outside the range is not counted", () => {
    const volume = volumeOf([incident("2026-11-22T14:19:59Z"), incident("2026-11-23T14:20:01Z")], "24h", now);
    expect(volume.counts.critical.reduce((sum, count) => sum + count)).toBe(0);
  });

  test("days begin at the reader's midnight, also on the day the clocks change", () => {
    const volume = volumeOf([], "30d", Date.parse("2026-11-10T12:00:00Z"));
    const hours = new Set(volume.starts.map((start) => new Date(start).getHours()));
    expect([...hours]).toEqual([0]);
    expect(volume.starts).toHaveLength(31);
  });
});

describe("the names under the bars", () => {
  test("are hours of one day", () => {
    const { starts } = volumeOf([], "24h", now);
    expect(ticksOf(starts, 1000).map((tick) => tickWords(tick, starts))).toEqual([
      "15:00",
      "18:00",
      "21:00",
      "00:00",
      "03:00",
      "06:00",
      "09:00",
      "12:00",
      "15:00",
    ]);
  });

  test("are days of several", () => {
    const { starts } = volumeOf([], "7d", now);
    expect(ticksOf(starts, 1000).map((tick) => tickWords(tick, starts)).slice(0, 2)).toEqual(["Tue 17", "Wed 18"]);
  });

  test("are fewer where there is less room", () => {
    const { starts } = volumeOf([], "30d", now);
    expect(ticksOf(starts, 300).length).toBeLessThanOrEqual(4);
  });
});

test("the noisiest service has the most incidents, then the most alerts", () => {
  const list = [
    { service: "search", alert_count: 90 },
    { service: "billing", alert_count: 1 },
    { service: "checkout", alert_count: 2 },
    { service: "checkout", alert_count: 3 },
  ];
  expect(noisiest(list, 2)).toEqual([
    { service: "checkout", incidents: 2, alerts: 5 },
    { service: "search", incidents: 1, alerts: 90 },
  ]);
});

test("a trend is said in words, and not at all where there is nothing to compare with", () => {
  expect(trend(82, 100, "7 days")).toBe("18 % shorter than in the 7 days before");
  expect(trend(150, 100, "7 days")).toBe("50 % longer than in the 7 days before");
  expect(trend(100, 100, "7 days")).toBe("as in the 7 days before");
  expect(trend(100, null, "7 days")).toBeNull();
  expect(trend(100, 0, "7 days")).toBeNull();
});
