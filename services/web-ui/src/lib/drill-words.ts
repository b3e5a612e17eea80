/** What a fire drill showed, in words. */
import type { Drill } from "@/data/model";
import { preciseSpan } from "./time";

/** "Ana Lopez acknowledged after 2 min 5 s." */
export function outcomeOf(drill: Drill, nameOf: (email: string) => string): string {
  const { acknowledged_by, acknowledged_after_seconds, exhausted, incident } = drill;
  if (acknowledged_after_seconds !== null) {
    return `${nameOf(acknowledged_by ?? "Somebody")} acknowledged after ${preciseSpan(acknowledged_after_seconds)}.`;
  }
  if (incident.status === "resolved") return "It was ended before anybody acknowledged.";
  return exhausted ? "Nobody acknowledged, and everybody was tried." : "Nobody has acknowledged yet.";
}

/** "paged after 5 min (step 2), answered 40 s later" */
export function reachedWords({ after_seconds, step, answered_after_seconds }: Drill["reached"][number]): string {
  const paged = after_seconds < 1 ? "paged at once" : `paged after ${preciseSpan(after_seconds)}`;
  const answered =
    answered_after_seconds === null ? "has not answered" : `answered ${preciseSpan(answered_after_seconds)} later`;
  return `${paged}${step === null ? "" : ` (step ${step})`}, ${answered}`;
}
