/** Rules for alerts as people say them, and what a try of them shows. */
import type { NewRule, Tried } from "@/data/model";
import { alertsCounted } from "./incident-words";
import { span } from "./time";

/** "is recorded and opens nothing"; "becomes high, belongs to team payments". */
export function effectWords(rule: NewRule): string {
  if (rule.suppress) return "is recorded and opens nothing";
  const effects = [
    rule.severity && `becomes ${rule.severity}`,
    rule.service && `counts as ${rule.service}`,
    rule.team && `goes to team ${rule.team}`,
    rule.correlation_key && `is gathered by ${rule.correlation_key}`,
    rule.hold_back_seconds && `pages only after firing for ${span(rule.hold_back_seconds)}`,
  ].filter(Boolean);
  return effects.length > 0 ? effects.join(", ") : "stays as it is";
}

/** How the alerts of the last days would have gone under other rules. */
export function triedSentences({ alerts, changed, now, then }: Tried): string[] {
  if (alerts === 0) return ["No alert came in that time, so there is nothing to try the rules on."];
  if (changed === 0) return [`Nothing changes: ${alertsCounted(alerts)} would have gone as they did.`];
  return [
    `Of ${alertsCounted(alerts)}, ${changed} would have gone another way.`,
    compared("Incidents", now.incidents, then.incidents),
    compared("Incidents that page somebody", now.paged, then.paged),
    compared("Alerts that are only recorded", now.suppressed, then.suppressed),
  ];
}

const compared = (what: string, now: number, then: number): string =>
  `${what}: ${then}${then === now ? ", as now" : ` instead of ${now}`}.`;
