/** Incidents over time: counted into equal steps, by severity. */
import { SEVERITIES, type Severity } from "@/data/model";
import { RANGES, type Range } from "./time";

const HOUR = 3_600_000;
const STEP: Record<Range, number> = { "24h": HOUR, "7d": 6 * HOUR, "30d": 24 * HOUR };
export const STEP_WORDS: Record<Range, string> = { "24h": "hour", "7d": "6 hours", "30d": "day" };

export interface Volume {
  /** Epoch milliseconds of the start of each step, oldest first. */
  starts: number[];
  /** How many began in each step, most severe first. */
  counts: Record<Severity, number[]>;
}

/**
 * Counts what began in the range that ends now. Steps begin at whole hours or days of the reader's zone, so the first is
 * usually cut; what began before the range or after `now` is not counted.
 */
export function volumeOf(incidents: { created_at: string; severity: Severity }[], range: Range, now: number): Volume {
  const from = now - RANGES[range];
  const starts = stepStarts(from, now, STEP[range]);
  const counts = Object.fromEntries(SEVERITIES.map((severity) => [severity, starts.map(() => 0)])) as Volume["counts"];
  for (const { created_at, severity } of incidents) {
    const at = Date.parse(created_at);
    if (at < from || at > now) continue;
    const step = starts.findLastIndex((start) => start <= at);
    const count = counts[severity][step];
    if (count !== undefined) counts[severity][step] = count + 1;
  }
  return { starts, counts };
}

/** Walks by local hours and days: a day with 23 or 25 hours is one day. */
function stepStarts(from: number, now: number, step: number): number[] {
  const cursor = new Date(from);
  const hours = step / HOUR;
  if (hours === 1) cursor.setMinutes(0, 0, 0);
  else cursor.setHours(cursor.getHours() - (cursor.getHours() % Math.min(hours, 24)), 0, 0, 0);
  if (hours === 24) cursor.setHours(0, 0, 0, 0);
  const starts: number[] = [];
  while (cursor.getTime() <= now) {
    starts.push(cursor.getTime());
    if (hours === 1) cursor.setTime(cursor.getTime() + HOUR);
    else cursor.setHours(cursor.getHours() + hours);
  }
  return starts;
}

/** The steps to name under a chart that is this wide: whole days where there are several, else every so many hours. */
export function ticksOf(starts: number[], width: number): number[] {
  const midnights = starts.filter((start) => new Date(start).getHours() === 0);
  const ticks = midnights.length > 2 ? midnights : starts.filter((start) => new Date(start).getHours() % 3 === 0);
  const every = Math.ceil(ticks.length / Math.max(1, Math.floor(width / 72)));
  return ticks.filter((_tick, place) => place % every === 0);
}

/** "Mon 23" for a day, "15:00" for an hour of the last day. */
export const tickWords = (tick: number, starts: number[]): string =>
  new Intl.DateTimeFormat(
    "en-GB",
    (starts.at(-1) ?? 0) - (starts[0] ?? 0) > 2 * RANGES["24h"]
      ? { weekday: "short", day: "numeric" }
      : { hour: "2-digit", minute: "2-digit" },
  ).format(tick);

/** Which services had the most, the noisiest first. */
export function noisiest(incidents: { service: string; alert_count: number }[], top: number) {
  const services = new Map<string, { service: string; incidents: number; alerts: number }>();
  for (const { service, alert_count } of incidents) {
    const sum = services.get(service) ?? { service, incidents: 0, alerts: 0 };
    services.set(service, { service, incidents: sum.incidents + 1, alerts: sum.alerts + alert_count });
  }
  return [...services.values()]
    .toSorted((a, b) => b.incidents - a.incidents || b.alerts - a.alerts || a.service.localeCompare(b.service))
    .slice(0, top);
}

/** "18 % less than the 7 days before", or null where one of the two is not known. */
export function trend(now: number | null, before: number | null, period: string): string | null {
  if (now === null || before === null || before === 0) return null;
  const change = Math.round(((now - before) / before) * 100);
  if (change === 0) return `as in the ${period} before`;
  return `${Math.abs(change)} % ${change < 0 ? "shorter" : "longer"} than in the ${period} before`;
}
