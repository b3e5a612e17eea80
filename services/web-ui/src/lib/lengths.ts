/** A length of time as somebody types it: a number and its unit. */
export const UNITS = { minutes: 60, hours: 3_600, days: 86_400 } as const;
export type Unit = keyof typeof UNITS;
export const UNIT_NAMES = ["minutes", "hours", "days"] as const satisfies readonly Unit[];

export interface Length {
  amount: number | string;
  unit: Unit;
}

/** In the largest unit that says it without a remainder; below a minute in minutes with decimals. */
export function lengthOf(seconds: number): Length {
  const unit = UNIT_NAMES.toReversed().find((each) => seconds >= UNITS[each] && seconds % UNITS[each] === 0) ?? "minutes";
  return { amount: seconds / UNITS[unit], unit };
}

/** Seconds, or null where no number above none was typed. */
export function secondsOf({ amount, unit }: Length): number | null {
  const seconds = Number(amount) * UNITS[unit];
  return Number.isFinite(seconds) && seconds > 0 && amount !== "" ? seconds : null;
}
