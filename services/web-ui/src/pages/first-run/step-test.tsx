import { Button } from "@mantine/core";
import { Link } from "react-router";
import { Refused } from "@/components/form-dialog";
import { useIncidentActions } from "@/components/incident-actions";
import { useIncident } from "@/data/incidents";
import { useNotifications } from "@/data/notifications";
import { useNameOf } from "@/data/people";
import { useMe } from "@/data/session";
import { useContactMethods } from "@/data/contacts";
import { useTestAlert } from "@/data/setup";
import { attemptWords } from "@/lib/notification-words";
import { outcomeOf } from "@/lib/test-outcome";
import classes from "./first-run.module.css";

const OFTEN_MS = 500;

interface StepTestProps {
  service: string;
  /** To the step in which one says how one is reached. */
  back: () => void;
  leave: () => void;
}

/** An alert as a tool sends it, and the page that comes of it. */
export function StepTest({ service, back, leave }: StepTestProps) {
  const send = useTestAlert();
  const page = () =>
    send.mutate({
      service,
      severity: "critical",
      message: `Test page of ${service}: nothing is wrong`,
      source: "web-ui",
      labels: { test: "true" },
      // Each test is an alert of its own.
      dedup_key: `set-up:${globalThis.crypto.getRandomValues(new Uint32Array(2)).join("-")}`,
    });
  return (
    <div className={classes.fields}>
      <p>
        A critical test alert of {service} goes the whole way: it opens an incident, and whoever is on call is paged. You can
        answer it there.
      </p>
      <Refused error={send.error} />
      {send.data?.incident_id ? (
        <Told
          key={send.data.incident_id}
          incidentId={send.data.incident_id}
          isNew={send.data.result === "new_incident"}
          again={page}
          back={back}
          leave={leave}
        />
      ) : (
        <Button className={classes.next} loading={send.isPending} onClick={page}>
          Page me now
        </Button>
      )}
    </div>
  );
}

interface ToldProps {
  incidentId: string;
  isNew: boolean;
  again: () => void;
  back: () => void;
  leave: () => void;
}

function Told({ incidentId, isNew, again, back, leave }: ToldProps) {
  const me = useMe();
  const nameOf = useNameOf();
  const mine = useContactMethods().data ?? [];
  const incident = useIncident(incidentId, OFTEN_MS).data;
  const sent = useNotifications({ incident_id: incidentId }, OFTEN_MS).data?.pages.flatMap(({ items }) => items) ?? [];
  const actions = useIncidentActions();
  const resolve = async () => !incident || incident.status === "resolved" || actions.move(incident, "resolved");
  const outcome = incident ? outcomeOf(incident.created_at, sent) : { kind: "waiting" as const };
  const who = (address: string) =>
    address === me.email || mine.some((method) => method.address === address) ? "You were" : `${nameOf(address)} was`;
  const once = (then: () => void) => void resolve().then((isDone) => isDone && then());
  const retry = (
    <Button variant="default" onClick={() => once(again)}>
      Resolve it and page me again
    </Button>
  );
  const finish = <Button onClick={() => once(leave)}>Resolve the test and finish</Button>;
  const told = {
    waiting: isNew ? (
      <p>The alert was taken. The page is on its way.</p>
    ) : (
      <>
        <p>The alert joined an incident that was open already, so nobody is paged anew for it.</p>
        <div className={classes.buttons}>{retry}</div>
      </>
    ),
    logged: (
      <>
        <p className={classes.outcome}>The page was written to the platform's log, and nobody is woken by that.</p>
        <p>Set SMTP_HOST, or name another way to reach you, and try again.</p>
        <div className={classes.buttons}>
          <Button onClick={() => once(back)}>Say how I am reached</Button>
          {finish}
        </div>
      </>
    ),
    failed: outcome.kind === "failed" && (
      <>
        <p className={classes.outcome}>The page did not come through by {outcome.page.channel}.</p>
        <p>{outcome.page.attempts.slice(-1).map(attemptWords)}. It is tried again.</p>
        <div className={classes.buttons}>
          <Button onClick={() => once(back)}>Change how I am reached</Button>
          {retry}
        </div>
      </>
    ),
    reached: outcome.kind === "reached" && (
      <>
        <p className={classes.outcome}>
          {who(outcome.page.recipient)} paged after {outcome.seconds} s, by {outcome.page.channel}.
        </p>
        <p>
          Next: add colleagues under{" "}
          <Link to="/people" className="link">
            People
          </Link>{" "}
          and give them turns under{" "}
          <Link to="/on-call" className="link">
            On call
          </Link>
          .
        </p>
        <div className={classes.buttons}>
          {finish}
          {retry}
        </div>
      </>
    ),
  };
  const tone = { waiting: "neutral", logged: "amber", failed: "red", reached: "green" }[outcome.kind];
  return (
    <div className={classes.told} data-tone={tone} aria-live="polite">
      {told[outcome.kind]}
      <p>
        <Link to={`/incidents/${incidentId}`} className="link">
          See the incident and its timeline
        </Link>
      </p>
    </div>
  );
}
