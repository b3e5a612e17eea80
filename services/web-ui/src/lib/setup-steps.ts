/** The first set-up: what is there already, and which step comes next. */

export const SETUP_STEPS = ["you", "service", "tool", "test"] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];

export interface SetUp {
  /** Somebody is on call somewhere. */
  hasSchedule: boolean;
  hasService: boolean;
  hasIntegration: boolean;
  /** A page went out, at any time. */
  hasPaged: boolean;
}

/** Whether an administrator who signs in is shown the set-up. */
export const needsSetup = (found: SetUp): boolean => !found.hasSchedule || !found.hasService || !found.hasPaged;

/** Where somebody goes on who comes back to it. */
export function firstStep({ hasSchedule, hasService, hasIntegration }: SetUp): SetupStep {
  if (!hasSchedule || !hasService) return "you";
  return hasIntegration ? "test" : "tool";
}

/** The Monday of the week before, so that a weekly rotation that begins there has begun everywhere on earth. */
export function rotationStart(now: number): string {
  const day = new Date(now);
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7) - 7);
  return day.toISOString().slice(0, 10);
}
