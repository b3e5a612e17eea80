import { MultiSelect, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { FormDialog } from "@/components/form-dialog";
import { useNow } from "@/components/now";
import { usePlanMaintenance } from "@/data/holds";
import { useServices } from "@/data/people";
import { RECURRENCES } from "@/lib/recurrence";
import { clock, fromLocalInput, secondsBetween, span, toLocalInput, viewerZone } from "@/lib/time";
import classes from "./silences.module.css";

const HOUR_MS = 3_600_000;

interface MaintenanceFormProps {
  /** The one to begin with. */
  service: string | null;
  onClose: () => void;
}

/** A time in which nobody is paged for some services: once, or again and again. */
export function MaintenanceForm({ service, onClose }: MaintenanceFormProps) {
  const now = useNow();
  const known = (useServices().data ?? []).map(({ name }) => name);
  const plan = usePlanMaintenance();
  const form = useForm({
    initialValues: {
      services: service ? [service] : ([] as string[]),
      reason: "",
      from: toLocalInput(now),
      to: toLocalInput(now + 2 * HOUR_MS),
      rule: "",
    },
    validate: {
      services: (services) => (services.length > 0 ? null : "Which services?"),
      reason: (reason) => (reason.trim() ? null : "Say why: whoever wonders reads it."),
      from: (from) => (fromLocalInput(from) ? null : "Say when it begins."),
      to: (to, { from }) => {
        const [start, end] = [fromLocalInput(from), fromLocalInput(to)];
        if (!end) return "Say when it ends.";
        return start && end <= start ? "It ends before it begins." : null;
      },
    },
  });
  const { from, to, rule } = form.values;
  const [start, end] = [fromLocalInput(from), fromLocalInput(to)];
  const zone = viewerZone();
  const submit = form.onSubmit(({ services, reason }) => {
    if (!start || !end) return;
    plan.mutate(
      { services, reason: reason.trim(), starts_at: start, ends_at: end, timezone: zone, recurrence: rule || null },
      { onSuccess: onClose },
    );
  });
  return (
    <FormDialog title="Plan maintenance" verb="Plan it" onSubmit={submit} onClose={onClose} write={plan}>
      <MultiSelect
        label="Services"
        data={[...new Set([...known, ...form.values.services])]}
        searchable
        openOnFocus={false}
        nothingFoundMessage="No service of that name"
        {...form.getInputProps("services")}
      />
      <TextInput label="Why" placeholder="database upgrade" data-autofocus {...form.getInputProps("reason")} />
      <div className={classes.pair}>
        <TextInput label="From" type="datetime-local" {...form.getInputProps("from")} />
        <TextInput label="To" type="datetime-local" {...form.getInputProps("to")} />
      </div>
      <Select
        label="It takes place"
        data={RECURRENCES.map((one) => ({ value: one.rule, label: one.words }))}
        allowDeselect={false}
        {...form.getInputProps("rule")}
      />
      {start && end && end > start && (
        <p className="muted">
          Nobody is paged for {span(secondsBetween(start, end))} from {clock(start, now)} ({zone}). Alerts are kept, and what
          still fires at the end pages then.
        </p>
      )}
    </FormDialog>
  );
}
