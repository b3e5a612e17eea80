/** Instants and lengths of time as people say them. Instants are RFC 3339 text, `now` is epoch milliseconds. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const epoch = (at: string): number => Date.parse(at);

/** The zone of the person who reads, as an IANA name. */
export const viewerZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** "12 s", "6 min", "2 h 5 min", "3 d 4 h": at most two units, minutes alone below an hour. Negative counts as none. */
export function span(seconds: number): string {
  const s = Math.max(0, Math.floor(seconds));
  if (s < 60) return `${s} s`;
  const minutes = Math.floor(s / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return joined(hours, "h", minutes % 60, "min");
  return joined(Math.floor(hours / 24), "d", hours % 24, "h");
}

/** Like `span`, but with seconds below an hour: for a figure that is over and does not tick. */
export function preciseSpan(seconds: number): string {
  const s = Math.max(0, Math.round(seconds));
  return s >= 60 && s < 3600 ? joined(Math.floor(s / 60), "min", s % 60, "s") : span(s);
}

const joined = (large: number, largeUnit: string, small: number, smallUnit: string): string =>
  small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;

export const secondsBetween = (from: string, to: string | number): number =>
  ((typeof to === "number" ? to : epoch(to)) - epoch(from)) / SECOND;

/** "just now", "6 min ago"; "in 4 min" for what is still to come. */
export function relative(at: string, now: number): string {
  const seconds = secondsBetween(at, now);
  if (seconds < -1) return `in ${span(Math.ceil(-seconds))}`;
  return seconds < 5 ? "just now" : `${span(seconds)} ago`;
}

/** "Mon, 23 Nov 2026, 14:02:07 CET": the whole instant and its zone. */
export const exact = (at: string, zone: string = viewerZone()): string =>
  new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  }).format(epoch(at));

/** "14:07" today, "Mon 09:00" within six days, "Mon 4 Jan 09:00" beyond. */
export function clock(at: string, now: number, zone: string = viewerZone()): string {
  const hour = part(at, zone, { hour: "2-digit", minute: "2-digit" });
  const day = { day: "2-digit", month: "2-digit", year: "numeric" } as const;
  if (part(at, zone, day) === part(new Date(now).toISOString(), zone, day)) return hour;
  const weekday = part(at, zone, { weekday: "short" });
  if (Math.abs(epoch(at) - now) < 6 * DAY) return `${weekday} ${hour}`;
  return `${weekday} ${part(at, zone, { day: "numeric", month: "short" })} ${hour}`;
}

/** "14:02:07", for entries that stand under the name of their day. */
export const timeOfDay = (at: string, zone: string = viewerZone()): string =>
  part(at, zone, { hour: "2-digit", minute: "2-digit", second: "2-digit" });

const part = (at: string, zone: string, wanted: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat("en-GB", { ...wanted, timeZone: zone }).format(epoch(at));

/** What an `<input type="datetime-local">` holds for an instant, in the reader's zone. */
export function toLocalInput(at: number): string {
  const date = new Date(at);
  return new Date(at - date.getTimezoneOffset() * MINUTE).toISOString().slice(0, 16);
}

/** The instant that a reader means by such a value, or null where it is empty or no date. */
export function fromLocalInput(value: string): string | null {
  const at = new Date(value).getTime();
  return value === "" || Number.isNaN(at) ? null : new Date(at).toISOString();
}

export const RANGES = { "24h": 24 * HOUR, "7d": 7 * DAY, "30d": 30 * DAY } as const;
export type Range = keyof typeof RANGES;
export const RANGE_WORDS: Record<Range, string> = { "24h": "24 hours", "7d": "7 days", "30d": "30 days" };

/** How long one may want to hear nothing: each as its words and the instant it ends, in the reader's own days. */
export function snoozeChoices(now: number): { words: string; until: string }[] {
  const morning = (days: number) => {
    const day = new Date(now);
    day.setDate(day.getDate() + days);
    day.setHours(9, 0, 0, 0);
    return day;
  };
  const next = morning(0).getTime() > now + HOUR ? morning(0) : morning(1);
  const monday = morning((8 - new Date(now).getDay()) % 7 || 7);
  return [
    { words: "30 minutes", until: new Date(now + 30 * MINUTE).toISOString() },
    { words: "1 hour", until: new Date(now + HOUR).toISOString() },
    { words: "4 hours", until: new Date(now + 4 * HOUR).toISOString() },
    { words: `Till ${clock(next.toISOString(), now)}`, until: next.toISOString() },
    ...(monday.getTime() > next.getTime()
      ? [{ words: `Till ${clock(monday.toISOString(), now)}`, until: monday.toISOString() }]
      : []),
  ];
}
