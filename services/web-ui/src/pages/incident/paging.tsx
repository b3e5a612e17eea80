import { useNow } from "@/components/now";
import { Time } from "@/components/time";
import type { IncidentDetail } from "@/data/model";
import { useOnCallAt, usePolicy } from "@/data/on-call";
import { useNameOf } from "@/data/people";
import { nextPageWords, nextTargets, targetWords } from "@/lib/next-page";
import { byRecipient, type Outcome, pagedPeople } from "@/lib/paging";
import { LOG, reasonWords } from "@/lib/timeline";
import classes from "./paging.module.css";

/** Who was paged and whether it reached them, and what happens if nobody answers. */
export function Paging({ incident }: { incident: IncidentDetail }) {
  const now = useNow();
  const nameOf = useNameOf();
  const recipients = byRecipient(pagedPeople(incident.timeline));
  const next = useNextPage(incident, now);
  return (
    <div className={classes.paging}>
      {recipients.length === 0 ? (
        <p className="muted">Nobody so far.</p>
      ) : (
        <ol className={classes.pages}>
          {recipients.map(({ latest, times }) => (
            <li key={latest.address}>
              <p>
                {nameOf(latest.address)}{" "}
                <span className="muted">
                  {times > 1 && `${times} times, last `}
                  <Time at={latest.at} />
                </span>
              </p>
              {latest.outcomes.length === 0 && <p className="muted">On its way.</p>}
              {latest.outcomes.map((outcome) => (
                <p key={outcome.channel} className={classes.outcome} data-tone={toneOf(outcome)}>
                  {outcomeWords(outcome)}
                </p>
              ))}
            </li>
          ))}
        </ol>
      )}
      {next && <p className={classes.next}>{next}</p>}
    </div>
  );
}

/** What the platform does next, with names where they can be known. */
function useNextPage(incident: IncidentDetail, now: number): string | null {
  const { escalation } = incident;
  const isActive = escalation.state === "active" && incident.status !== "resolved";
  const policy = usePolicy(isActive ? escalation.policy_id : null);
  const onCall = useOnCallAt(isActive ? escalation.next_at : null);
  const targets = onCall.data ? nextTargets(incident, escalation, policy.data) : null;
  const names = (targets ?? []).map((target) => targetWords(target, onCall.data ?? []));
  return nextPageWords(incident, escalation, names, now);
}

const toneOf = ({ channel, isDelivered }: Outcome) => (isDelivered ? (channel === LOG ? "neutral" : "green") : "red");

function outcomeWords({ channel, isDelivered, reason }: Outcome): string {
  if (!isDelivered) return `${channel} failed${reason && `: ${reasonWords(reason)}`}`;
  return channel === LOG ? "written to the log, since no mail server is set up" : `${channel} delivered`;
}
