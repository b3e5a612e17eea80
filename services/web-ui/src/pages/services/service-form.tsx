import { Autocomplete, Button, NumberInput, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { Check } from "@/components/check";
import { Confirm, FormDialog } from "@/components/form-dialog";
import type { Service } from "@/data/model";
import { useTeams } from "@/data/people";
import { useDeleteService, usePolicies, useSaveService } from "@/data/setup";
import { areOfficeHours, windowWords } from "@/lib/support-words";
import { viewerZone } from "@/lib/time";
import classes from "./services.module.css";

interface ServiceFormProps {
  /** The one to change; null for a new one. */
  service: Service | null;
  onClose: () => void;
  /** With the name that it has now; null where it was deleted. */
  onSaved: (name: string | null) => void;
}

const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday"] as const;
/** Which severities wait for the hours of support, by the most severe that does. */
const WAITING = [
  { value: "", label: "Nothing waits", waits: [] },
  { value: "info", label: "What is info", waits: ["info"] },
  { value: "low", label: "What is low or info", waits: ["low", "info"] },
  { value: "medium", label: "What is medium or less", waits: ["medium", "low", "info"] },
  { value: "high", label: "All but what is critical", waits: ["high", "medium", "low", "info"] },
] as const satisfies readonly { value: string; label: string; waits: readonly Service["low_urgency"][number][] }[];

export function ServiceForm({ service, onClose, onSaved }: ServiceFormProps) {
  const teams = useTeams().data ?? [];
  const policies = usePolicies().data ?? [];
  const save = useSaveService(service?.id ?? null);
  const remove = useDeleteService();
  const [isRemoving, setRemoving] = useState(false);
  const hours = service?.support_hours ?? null;
  // Hours that this form does not offer stay as they are.
  const isOwnKind = hours !== null && !areOfficeHours(hours.windows);
  const form = useForm({
    initialValues: {
      name: service?.name ?? "",
      team: service?.team ?? teams[0]?.name ?? "default",
      policy: service?.escalation_policy_id ?? null,
      autoResolve: service?.auto_resolve ?? true,
      again: service?.acknowledgement_timeout_minutes ?? ("" as number | ""),
      waiting: WAITING.findLast(({ waits }) => waits.every((one) => service?.low_urgency.includes(one)))?.value ?? "",
      from: hours?.windows[0]?.start_time.slice(0, 5) ?? "08:00",
      to: hours?.windows[0]?.end_time.slice(0, 5) ?? "18:00",
    },
    validate: {
      name: (name) => (name.trim() ? null : "The name that its alerts carry."),
      team: (team) => (team.trim() ? null : "Say whose it is."),
    },
  });
  const submit = form.onSubmit(({ name, team, policy, autoResolve, again, waiting, from, to }) => {
    const waits = WAITING.find(({ value }) => value === waiting)?.waits ?? [];
    save.mutate(
      {
        name: name.trim(),
        team: team.trim(),
        escalation_policy_id: policy,
        auto_resolve: autoResolve,
        acknowledgement_timeout_minutes: again === "" ? null : Number(again),
        low_urgency: [...waits],
        support_hours:
          waits.length === 0
            ? null
            : isOwnKind
              ? hours
              : {
                  timezone: hours?.timezone ?? viewerZone(),
                  windows: WEEKDAYS.map((day) => ({ start_day: day, start_time: from, end_day: day, end_time: to })),
                },
      },
      { onSuccess: (saved) => onSaved(saved.name) },
    );
  });
  if (service && isRemoving) {
    return (
      <Confirm
        title={`Delete ${service.name}`}
        verb="Delete the service"
        write={remove}
        onConfirm={() => remove.mutate(service.id, { onSuccess: () => onSaved(null) })}
        onClose={() => setRemoving(false)}
      >
        <p>Its incidents stay. Alerts of this name that come later belong to the team default.</p>
      </Confirm>
    );
  }
  return (
    <FormDialog
      title={service ? `Service ${service.name}` : "New service"}
      verb={service ? "Save" : "Add the service"}
      onSubmit={submit}
      onClose={onClose}
      write={save}
      aside={
        service && (
          <Button variant="subtle" color="red" onClick={() => setRemoving(true)}>
            Delete
          </Button>
        )
      }
    >
      <TextInput
        label="Name"
        description="As its alerts name it, such as checkout-api."
        data-autofocus
        {...form.getInputProps("name")}
      />
      <Autocomplete label="Team" data={teams.map(({ name }) => name)} openOnFocus={false} {...form.getInputProps("team")} />
      <Select
        label="Escalation policy"
        placeholder="The team's own"
        data={policies.map(({ id, name }) => ({ value: id, label: name }))}
        clearable
        clearButtonProps={{ "aria-label": "The team's own policy" }}
        {...form.getInputProps("policy")}
      />
      <Check
        label="Resolve an incident by itself"
        description="When the last of its alerts stops firing."
        checked={form.values.autoResolve}
        onChange={(isOn) => form.setFieldValue("autoResolve", isOn)}
      />
      <NumberInput
        label="Page again, minutes after an acknowledgement"
        description="Where it is not resolved by then. Empty: never."
        min={1}
        hideControls
        {...form.getInputProps("again")}
      />
      <Select
        label="Waits for the hours of support"
        description="Critical never waits."
        data={WAITING.map(({ value, label }) => ({ value, label }))}
        allowDeselect={false}
        {...form.getInputProps("waiting")}
      />
      {form.values.waiting !== "" &&
        (isOwnKind ? (
          <p className="muted">
            The hours stay: {hours.windows.map(windowWords).join(", ")} ({hours.timezone}).
          </p>
        ) : (
          <div className={classes.hours}>
            <TextInput label="Weekdays from" type="time" {...form.getInputProps("from")} />
            <TextInput label="to" type="time" {...form.getInputProps("to")} />
            <p className="muted">{hours?.timezone ?? viewerZone()}</p>
          </div>
        ))}
    </FormDialog>
  );
}
