/** An escalation policy as people say it. */
import type { Simulation, Step, Target } from "@/data/model";
import { span } from "./time";

/** Whom a target reaches, whoever that will be. */
export function targetName(target: Target): string {
  switch (target.type) {
    case "schedule":
      return `whoever is ${target.role === "secondary" ? "secondary" : "on call"} for ${target.team}`;
    case "team":
      return `everybody on call for ${target.name}`;
    case "user":
      return target.name;
    case "channel":
      return `${target.channel} ${target.recipient}`;
    case "fallback":
      return "the team's manager or the admins";
    default:
      return "somebody";
  }
}

/**
 * "At once: Ana.", "After 10 min: Ben and Chi." for each step, and what follows the last. `repeat` is null where the
 * list runs until somebody answers.
 */
export function policySentences(steps: Step[], repeat: number | null): string[] {
  let waited = 0;
  const sentences = steps.map(({ delay_seconds, targets, round_robin }) => {
    const when = waited === 0 ? "At once" : `After ${span(waited)}`;
    waited += delay_seconds;
    const names = targets.map(targetName);
    return `${when}: ${round_robin ? `in turn ${names.join(" or ")}` : names.join(" and ") || "nobody"}.`;
  });
  if (repeat === null) return [...sentences, `Every ${span(waited)} again, until somebody answers.`];
  const again = repeat === 0 ? "" : `The list runs ${repeat === 1 ? "twice" : `${repeat + 1} times`}. `;
  const last = `After ${span(waited * (repeat + 1))} without an answer: the team's manager or the admins.`;
  return [...sentences, again + last];
}

/** Why a page of a simulation goes out. */
export const REASON_WORDS: Record<Simulation["pages"][number]["reason"], string> = {
  opened: "the incident opens",
  not_acknowledged: "nobody acknowledged",
  nobody_on_call: "nobody was on call at the step before",
  exhausted: "every step was tried",
  by_hand: "somebody escalated",
};
