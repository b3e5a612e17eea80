import { useNow } from "@/components/now";
import { Time } from "@/components/time";
import type { IncidentDetail } from "@/data/model";
import { useNameOf } from "@/data/people";
import { whatComesNext } from "@/lib/incident-words";
import { pagedPeople } from "@/lib/paging";
import { reasonWords } from "@/lib/timeline";
import classes from "./paging.module.css";

/** Who was paged and whether it reached them, and what happens if nobody answers. */
export function Paging({ incident }: { incident: IncidentDetail }) {
  const now = useNow();
  const nameOf = useNameOf();
  const pages = pagedPeople(incident.timeline);
  const next = whatComesNext(incident, incident.escalation ?? null, now);
  return (
    <div className={classes.paging}>
      {pages.length === 0 ? (
        <p className="muted">Nobody so far.</p>
      ) : (
        <ol className={classes.pages}>
          {pages.map((page) => (
            <li key={page.id}>
              <p>
                {nameOf(page.address)}{" "}
                <span className="muted">
                  <Time at={page.at} />
                </span>
              </p>
              {page.outcomes.length === 0 && <p className="muted">On its way.</p>}
              {page.outcomes.map((outcome) => (
                <p key={outcome.channel} className={classes.outcome} data-failed={!outcome.isDelivered || undefined}>
                  {outcome.isDelivered ? `${outcome.channel} delivered` : `${outcome.channel} failed`}
                  {outcome.reason && `: ${reasonWords(outcome.reason)}`}
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
