import { useNow } from "@/components/now";
import { Time } from "@/components/time";
import type { IncidentDetail } from "@/data/model";
import { useNameOf } from "@/data/people";
import { nextPageWords } from "@/lib/next-page";
import { byRecipient, type Outcome, pagedPeople } from "@/lib/paging";
import { LOG, reasonWords } from "@/lib/timeline";
import classes from "./paging.module.css";
import { useNextNames } from "./use-next-names";

/** Who was paged and whether it reached them, and what happens if nobody answers. */
export function Paging({ incident }: { incident: IncidentDetail }) {
  const now = useNow();
  const nameOf = useNameOf();
  const recipients = byRecipient(pagedPeople(incident.timeline));
  const next = nextPageWords(incident, incident.escalation, useNextNames(incident), now);
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

const toneOf = ({ channel, isDelivered }: Outcome) => (isDelivered ? (channel === LOG ? "neutral" : "green") : "red");

function outcomeWords({ channel, isDelivered, reason }: Outcome): string {
  if (!isDelivered) return `${channel} failed${reason && `: ${reasonWords(reason)}`}`;
  return channel === LOG ? "written to the log, since no mail server is set up" : `${channel} delivered`;
}
