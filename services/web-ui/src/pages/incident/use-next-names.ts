import type { IncidentDetail } from "@/data/model";
import { useOnCallAt, usePolicy } from "@/data/on-call";
import { nextTargets, targetWords } from "@/lib/next-page";

/** Whom the platform pages next, by name where that can be known. */
export function useNextNames(incident: IncidentDetail): string[] {
  const { escalation } = incident;
  const isActive = escalation.state === "active" && incident.status !== "resolved";
  const policy = usePolicy(isActive ? escalation.policy_id : null);
  const onCall = useOnCallAt(isActive ? escalation.next_at : null);
  const targets = onCall.data ? nextTargets(incident, escalation, policy.data) : null;
  return (targets ?? []).map((target) => targetWords(target, onCall.data ?? []));
}
