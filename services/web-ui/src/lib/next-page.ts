/** Who is paged next if nobody answers, as far as it can be known now. */
import type { Escalation, Incident, OnCall, Policy, Target } from "@/data/model";
import { clock, relative, secondsBetween } from "./time";

/**
 * The targets of the step that is due next; null where they are not known.
 *
 * The policy is frozen when an incident opens. One that was changed since is not the one that the incident follows, so
 * nothing is said about it. Without a policy, the team's schedule is paged again and again.
 */
export function nextTargets(incident: Incident, escalation: Escalation, policy: Policy | undefined): Target[] | null {
  if (escalation.policy_id === null) {
    return [{ type: "schedule", team: incident.team, team_id: "", role: "primary" }];
  }
  if (!policy || policy.updated_at > incident.created_at) return null;
  return policy.steps[escalation.step - 1]?.targets ?? null;
}

/** A target in words; `onCall` is who will be on call when it is paged. */
export function targetWords(target: Target, onCall: OnCall[]): string {
  switch (target.type) {
    case "user":
      return target.name;
    case "channel":
      return `${target.channel} ${target.recipient}`;
    case "fallback":
      return "the team's manager or the admins";
    case "schedule": {
      const there = onCall.find((answer) => answer.team === target.team);
      const person = target.role === "secondary" ? there?.secondary : there?.primary;
      return person?.name ?? `whoever is on call for ${target.team}`;
    }
    case "team":
      return `whoever is on call for ${target.name}`;
    default:
      return "somebody";
  }
}

/** What the platform does next, in a sentence; null when the incident is over. `next`: whom it pages, where known. */
export function nextPageWords(incident: Incident, escalation: Escalation, next: string[], now: number): string | null {
  if (incident.status === "resolved") return null;
  switch (escalation.state) {
    case "stopped":
      return "Nobody else is paged: it is in somebody's hands.";
    case "exhausted":
      return "Every step was tried and nobody answered. Nobody else is paged.";
    case "active": {
      if (!escalation.next_at || secondsBetween(escalation.next_at, now) > 0) return "The next page is due now.";
      const who = next.length > 0 ? `${next.join(" and ")} ${next.length > 1 ? "are" : "is"} paged` : "the next page goes out";
      return `If nobody answers, ${who} at ${clock(escalation.next_at, now)}, ${relative(escalation.next_at, now)}.`;
    }
  }
}
