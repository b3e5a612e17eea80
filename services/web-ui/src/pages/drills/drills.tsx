import { Autocomplete, Button, Select, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { Link } from "react-router";
import { FormDialog } from "@/components/form-dialog";
import { PlusIcon } from "@/components/icons";
import { Page } from "@/components/page";
import { Row, Rows } from "@/components/rows";
import { Lines } from "@/components/skeletons";
import { Empty, Failed } from "@/components/states";
import { StatusBadge } from "@/components/status";
import { Time } from "@/components/time";
import { useBeginDrill, useDrill, useDrills } from "@/data/drills";
import { type Incident, SEVERITIES, type Severity } from "@/data/model";
import { useNameOf, useServices } from "@/data/people";
import { mayRespond, useMe } from "@/data/session";
import { outcomeOf, reachedWords } from "@/lib/drill-words";
import classes from "./drills.module.css";

export function DrillsPage() {
  const me = useMe();
  const list = useDrills();
  const [isBeginning, setBeginning] = useState(false);
  const drills = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const begin = mayRespond(me) ? () => setBeginning(true) : undefined;
  return (
    <Page
      title="Drills"
      sentence="A page for real, to see whether it arrives and how fast somebody answers. No statistic counts it."
      aside={
        begin &&
        drills.length > 0 && (
          <Button variant="default" leftSection={<PlusIcon size={16} />} onClick={begin}>
            New drill
          </Button>
        )
      }
    >
      {list.data ? (
        drills.length === 0 ? (
          <Empty title="No drill yet" action={begin && <Button onClick={begin}>Begin the first drill</Button>}>
            A drill pages whoever is on call, by the policy of a service, and shows here who was reached and when they
            answered. Better found out by day than at three in the morning.
          </Empty>
        ) : (
          <>
            <Rows label="Drills">
              {drills.map((incident) => (
                <DrillRow key={incident.id} incident={incident} />
              ))}
            </Rows>
            {list.hasNextPage && (
              <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                Show older
              </Button>
            )}
          </>
        )
      ) : list.isError ? (
        <Failed what="The drills could not be loaded" error={list.error} retry={() => void list.refetch()} />
      ) : (
        <Lines count={4} height={72} />
      )}
      {isBeginning && <DrillForm onClose={() => setBeginning(false)} />}
    </Page>
  );
}

function DrillRow({ incident }: { incident: Incident }) {
  const nameOf = useNameOf();
  const drill = useDrill(incident.id, incident.status === "resolved");
  return (
    <Row
      title={
        <Link to={`/incidents/${incident.id}`} className="link">
          {incident.title}
        </Link>
      }
      actions={<StatusBadge status={drill.data?.incident.status ?? incident.status} />}
    >
      <p>
        {incident.service}, {incident.severity}, begun <Time at={incident.created_at} />.{" "}
        {drill.data ? outcomeOf(drill.data, nameOf) : drill.isError ? "What it showed could not be loaded." : "…"}
      </p>
      {drill.data && drill.data.reached.length > 0 && (
        <ol className={classes.reached} aria-label="Who was paged">
          {drill.data.reached.map((reached) => (
            <li key={`${reached.recipient} ${reached.paged_at}`}>
              <strong>{reached.user?.name ?? reached.recipient}</strong>: {reachedWords(reached)}
            </li>
          ))}
        </ol>
      )}
    </Row>
  );
}

/** It says before it does so that people are paged. */
function DrillForm({ onClose }: { onClose: () => void }) {
  const services = useServices().data ?? [];
  const begin = useBeginDrill();
  const form = useForm({
    initialValues: { service: "", severity: "critical" as Severity, note: "" },
    validate: { service: (service) => (service.trim() ? null : "Name a service.") },
  });
  const submit = form.onSubmit(({ service, severity, note }) =>
    begin.mutate({ service: service.trim(), severity, note: note.trim() || null }, { onSuccess: onClose }),
  );
  return (
    <FormDialog title="New drill" verb="Page them now" onSubmit={submit} onClose={onClose} write={begin}>
      <Autocomplete
        label="As if it were about"
        placeholder="Service"
        data={services.map(({ name }) => name)}
        openOnFocus={false}
        data-autofocus
        {...form.getInputProps("service")}
      />
      <Select label="Severity" data={[...SEVERITIES]} allowDeselect={false} {...form.getInputProps("severity")} />
      <Textarea
        label="What to tell them"
        placeholder="Acknowledge it, and nothing else"
        autosize
        maxLength={1000}
        {...form.getInputProps("note")}
      />
      <p className="muted">Whoever is on call for it is paged at once, and the steps after them until somebody answers. Each message says that it is a drill.</p>
    </FormDialog>
  );
}
