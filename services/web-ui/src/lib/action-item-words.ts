/** What is to be done after an incident, in words. */
import type { ActionItem } from "@/data/model";

const day = (date: string): string =>
  new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" }).format(
    Date.parse(`${date}T00:00:00Z`),
  );

/** "Ben Okafor, until Fri, 20 Mar"; late from the day after, in the reader's zone. */
export function itemWords(
  { owner, due_on, done_by, done_at }: Pick<ActionItem, "owner" | "due_on" | "done_by" | "done_at">,
  nameOf: (email: string) => string,
  now: number,
): { words: string; isLate: boolean } {
  if (done_at !== null) return { words: `Done by ${nameOf(done_by ?? "somebody")}`, isLate: false };
  const today = new Date(now);
  const [year, month, date] = [today.getFullYear(), today.getMonth() + 1, today.getDate()];
  const isLate = due_on !== null && due_on < `${year}-${`${month}`.padStart(2, "0")}-${`${date}`.padStart(2, "0")}`;
  const until = due_on === null ? "no day" : `until ${day(due_on)}${isLate ? ", late" : ""}`;
  return { words: `${owner?.name ?? "Nobody yet"}, ${until}`, isLate };
}
