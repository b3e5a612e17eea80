import { Autocomplete, Button, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Refused } from "@/components/form-dialog";
import { useNow } from "@/components/now";
import { Row, Rows } from "@/components/rows";
import { SEVERITIES, type Severity, type Simulation } from "@/data/model";
import { useServices } from "@/data/people";
import { useSimulation } from "@/data/setup";
import { REASON_WORDS } from "@/lib/policy-words";
import { clock, fromLocalInput, span, toLocalInput, viewerZone } from "@/lib/time";
import classes from "./policies.module.css";

/** Who would be paged about an incident that nobody answers: asked of the functions that page. Nobody is paged by it. */
export function Simulator() {
  const now = useNow();
  const services = useServices().data ?? [];
  const simulate = useSimulation();
  const form = useForm({
    initialValues: { service: "", severity: "critical" as Severity, at: toLocalInput(now) },
    validate: {
      service: (service) => (service.trim() ? null : "Name a service."),
      at: (at) => (fromLocalInput(at) ? null : "Say when."),
    },
  });
  const submit = form.onSubmit(({ service, severity, at }) =>
    simulate.mutate({ service: service.trim(), severity, at: fromLocalInput(at) ?? "" }),
  );
  return (
    <>
      <form onSubmit={submit} className={classes.ask} noValidate>
        <Autocomplete
          label="An incident of"
          placeholder="Service"
          data={services.map(({ name }) => name)}
          openOnFocus={false}
          {...form.getInputProps("service")}
        />
        <Select label="Severity" data={[...SEVERITIES]} allowDeselect={false} {...form.getInputProps("severity")} />
        <TextInput label={`Opens at (${viewerZone()})`} type="datetime-local" {...form.getInputProps("at")} />
        <Button type="submit" variant="default" loading={simulate.isPending}>
          Show who is paged
        </Button>
      </form>
      <Refused error={simulate.error} />
      {simulate.data && <Outcome simulation={simulate.data} now={now} />}
      {!simulate.data && !simulate.error && <p className="muted">Nobody is paged by asking.</p>}
    </>
  );
}

function Outcome({ simulation, now }: { simulation: Simulation; now: number }) {
  const { policy_name, team, pages, exhausted_at } = simulation;
  return (
    <div aria-live="polite">
      <p>
        Team {team} follows {policy_name}. If nobody answers:
      </p>
      {pages.length === 0 && <p className="muted">Nobody is paged within a day.</p>}
      <Rows label="Pages">
        {pages.map((page) => (
          <Row
            key={`${page.at} ${page.recipient} ${page.channel}`}
            title={page.user?.name ?? page.recipient}
            actions={
              <span className={classes.when}>
                {clock(page.at, now)}
                <span className="muted">, {page.offset_seconds === 0 ? "at once" : `after ${span(page.offset_seconds)}`}</span>
              </span>
            }
          >
            Step {page.step}
            {page.cycle > 1 && `, round ${page.cycle}`}, by {page.channel}, because {REASON_WORDS[page.reason]}
            {page.via && `: ${page.via}`}
          </Row>
        ))}
        {exhausted_at && (
          <Row title="Nobody answered" actions={<span className={classes.when}>{clock(exhausted_at, now)}</span>}>
            Every step was tried: the incident is marked as exhausted.
          </Row>
        )}
      </Rows>
    </div>
  );
}
