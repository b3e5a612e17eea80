/** How often a maintenance window comes again: rules of RFC 5545, and what they mean in words. */

export const RECURRENCES = [
  { rule: "", words: "once" },
  { rule: "FREQ=DAILY", words: "every day" },
  { rule: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", words: "every weekday" },
  { rule: "FREQ=WEEKLY", words: "every week" },
  { rule: "FREQ=WEEKLY;INTERVAL=2", words: "every second week" },
  { rule: "FREQ=MONTHLY", words: "every month, on this day" },
] as const;

/** "every week"; a rule that no menu offers is shown as it was written. */
export const recurrenceWords = (rule: string | null): string =>
  RECURRENCES.find((known) => known.rule === (rule ?? ""))?.words ?? `by the rule ${rule}`;
