import { Button, VisuallyHidden } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useEffect, useState } from "react";
import { Link, useParams } from "react-router";
import { BackIcon } from "@/components/icons";
import { useIncidentActions } from "@/components/incident-actions";
import { Live } from "@/components/live";
import { useNow } from "@/components/now";
import { Section } from "@/components/page";
import { SeverityMark } from "@/components/severity";
import { useShortcuts } from "@/components/shortcuts";
import { Lines } from "@/components/skeletons";
import { Empty, Failed } from "@/components/states";
import { StatusBadge } from "@/components/status";
import { isProblem } from "@/data/http";
import { useIncident } from "@/data/incidents";
import { usePollMs } from "@/data/live";
import type { IncidentDetail } from "@/data/model";
import { useSeen } from "@/data/seen";
import { mayRespond, useMe } from "@/data/session";
import { ACTION_WORDS, alertsCounted, headline, nextStatuses } from "@/lib/incident-words";
import { Alerts } from "./alerts";
import { Assignee } from "./assignee";
import { Earlier } from "./earlier";
import { Escalate } from "./escalate";
import classes from "./incident.module.css";
import { More } from "./more";
import { Notes } from "./notes";
import { Notices } from "./notices";
import { Paging } from "./paging";
import { Responders } from "./responders";
import { Snooze } from "./snooze";
import { Tags } from "./tags";
import { Timeline } from "./timeline";

export function IncidentPage() {
  const { id = "" } = useParams();
  const pollMs = usePollMs();
  const query = useIncident(id, pollMs);
  useDocumentTitle(`${query.data?.title ?? "Incident"} · Oncall`);
  const isGone = isProblem(query.error, 404) || isProblem(query.error, 422);
  return (
    <div className={classes.page}>
      <div className={classes.top}>
        <Link to="/incidents" className={classes.back}>
          <BackIcon size={16} /> Incidents
        </Link>
        <Live updatedAt={query.dataUpdatedAt} isFailing={query.isError} everyMs={pollMs} />
      </div>
      {!query.data && <VisuallyHidden component="h1">Incident</VisuallyHidden>}
      {query.data ? (
        <Loaded incident={query.data} />
      ) : isGone ? (
        <Empty title="There is no such incident">
          The address may be cut off. Every incident is found from the list, also those that are resolved.
        </Empty>
      ) : query.isError ? (
        <Failed what="The incident could not be loaded" error={query.error} retry={() => void query.refetch()} />
      ) : (
        <Lines count={8} />
      )}
    </div>
  );
}

function Loaded({ incident }: { incident: IncidentDetail }) {
  const me = useMe();
  const now = useNow();
  const { move } = useIncidentActions();
  const [busy, setBusy] = useState<"acknowledged" | "resolved" | null>(null);
  const act = async (to: "acknowledged" | "resolved") => {
    setBusy(to);
    await move(incident, to);
    setBusy(null);
  };
  const { see } = useSeen();
  useEffect(() => see([incident]), [see, incident]);
  const possible = mayRespond(me) ? nextStatuses(incident.status) : [];
  useShortcuts({
    a: () => possible.includes("acknowledged") && void act("acknowledged"),
    r: () => possible.includes("resolved") && void act("resolved"),
  });
  return (
    <>
      <header className={classes.head}>
        <div className={classes.headWords}>
          <p className={classes.kind}>
            <SeverityMark severity={incident.severity} />
            <StatusBadge status={incident.status} />
            <span className="muted">
              {incident.service}, team {incident.team}
            </span>
          </p>
          <h1 className={classes.title}>{incident.title}</h1>
          <p className={classes.sentence}>{headline(incident, me.id, now)}</p>
        </div>
        {possible.length > 0 && (
          <div className={classes.actions}>
            {possible.map((to, place) => (
              <Button
                key={to}
                size="md"
                variant={place === 0 ? "filled" : "default"}
                loading={busy === to}
                onClick={() => void act(to)}
              >
                {ACTION_WORDS[to]}
              </Button>
            ))}
          </div>
        )}
        <div className={classes.more}>
          <Escalate incident={incident} />
          <Snooze incident={incident} />
          <More incident={incident} />
        </div>
      </header>
      <Notices incident={incident} />
      <div className={classes.columns}>
        <div className={classes.alerts}>
          <Section title={incident.alerts.length > 0 ? alertsCounted(incident.alert_count) : "Alerts"}>
            <Alerts alerts={incident.alerts} />
          </Section>
        </div>
        <div className={classes.timeline}>
          <Section title="Timeline">
            <Timeline entries={incident.timeline} />
          </Section>
        </div>
        <div className={classes.side}>
          <Section title="Assigned to">
            <Assignee incident={incident} />
          </Section>
          <Section title="Who helps">
            <Responders incident={incident} />
          </Section>
          <Section title="Who was paged">
            <Paging incident={incident} />
          </Section>
          <Section title="Notes">
            <Notes incident={incident} />
          </Section>
          <Section title="Was this here before?">
            <Earlier id={incident.id} />
          </Section>
          <Section title="Tags">
            <Tags incident={incident} />
          </Section>
        </div>
      </div>
    </>
  );
}
