import { Button } from "@mantine/core";
import { Link } from "react-router";
import { useIncident } from "@/data/incidents";
import { useNotifications } from "@/data/notifications";
import { useNameOf } from "@/data/people";
import { attemptWords, standingOf } from "@/lib/notification-words";
import { secondsAfter } from "@/lib/test-trail";
import { useIncidentActions } from "./incident-actions";
import classes from "./test-trail.module.css";

const OFTEN_MS = 1_000;

interface TestTrailProps {
  incidentId: string;
  /** Whether it opened a new incident; else nobody is paged anew. */
  isNew: boolean;
}

/** What became of a test alert: the incident it opened, and each page on its way. Told as it comes to be known. */
export function TestTrail({ incidentId, isNew }: TestTrailProps) {
  const incident = useIncident(incidentId, OFTEN_MS).data;
  const sent = useNotifications({ incident_id: incidentId }, OFTEN_MS).data?.pages.flatMap(({ items }) => items) ?? [];
  const nameOf = useNameOf();
  const actions = useIncidentActions();
  const pages = sent.filter(({ kind }) => kind === "page");
  return (
    <div className={classes.trail} aria-live="polite">
      <p>
        It arrived:{" "}
        <Link to={`/incidents/${incidentId}`} className="link">
          {incident?.title ?? "the incident"}
        </Link>
        {incident?.assigned_to && `, assigned to ${incident.assigned_to.name}`}.
      </p>
      {isNew ? (
        <ul>
          {pages.map((page) => {
            const last = page.attempts.at(-1);
            const seconds = incident && secondsAfter(incident.created_at, page);
            return (
              <li key={page.id}>
                {nameOf(page.recipient)} by {page.channel}: {standingOf(page).words}
                {seconds ? ` after ${seconds} s` : last && page.status !== "delivered" ? ` (${attemptWords(last)})` : ""}
              </li>
            );
          })}
          {pages.length === 0 && <li className="muted">{incident?.suppressed ? "Its pages are held: see why there." : "Looking up who is on call"}</li>}
        </ul>
      ) : (
        <p className="muted">It joined an incident that was open already, so nobody is paged anew.</p>
      )}
      {incident && incident.status !== "resolved" && (
        <Button variant="default" size="xs" onClick={() => void actions.move(incident, "resolved")}>
          Resolve the test
        </Button>
      )}
    </div>
  );
}
