import { Button, Modal, SegmentedControl, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useNow } from "@/components/now";
import { whyAndWhatToDo } from "@/components/states";
import type { Role, Schedule } from "@/data/model";
import { useAddOverride } from "@/data/on-call";
import { useUsers } from "@/data/people";
import { useMe } from "@/data/session";
import type { Span } from "@/lib/calendar";
import { clock, fromLocalInput, secondsBetween, span, toLocalInput, viewerZone } from "@/lib/time";
import classes from "./forms.module.css";

interface OverrideFormProps {
  schedule: Schedule;
  /** The role to begin with. */
  role: Role;
  /** The stretch to cover; null to begin with the coming hours. */
  range: Pick<Span, "start" | "end"> | null;
  onClose: () => void;
}

/** Puts somebody on call for a while, whatever the rotation says. */
export function OverrideForm({ schedule, role: shownRole, range, onClose }: OverrideFormProps) {
  const me = useMe();
  const now = useNow();
  const users = useUsers().data ?? [me];
  const add = useAddOverride(schedule.id);
  const form = useForm({
    initialValues: {
      user: me.id,
      start: toLocalInput(range ? Math.max(Date.parse(range.start), nextHour(now)) : nextHour(now)),
      end: toLocalInput(range ? Date.parse(range.end) : nextHour(now) + 12 * HOUR),
      role: shownRole,
    },
    validate: {
      start: (start) => (fromLocalInput(start) ? null : "Say when it begins."),
      end: (end, { start }) => {
        const [from, to] = [fromLocalInput(start), fromLocalInput(end)];
        if (!to) return "Say when it ends.";
        return from && to <= from ? "It ends before it begins." : null;
      },
    },
  });
  const { user, start, end, role } = form.values;
  const from = fromLocalInput(start);
  const to = fromLocalInput(end);
  const who = users.find((candidate) => candidate.id === user);
  const submit = form.onSubmit(() => {
    if (from && to) add.mutate({ user, start: from, end: to, role }, { onSuccess: onClose });
  });
  return (
    <Modal opened onClose={onClose} title={`Override for ${schedule.team}`}>
      <form onSubmit={submit} className={classes.form} noValidate>
        <Select
          label="Who"
          data={users.map((candidate) => ({ value: candidate.id, label: candidate.name }))}
          searchable
          allowDeselect={false}
          openOnFocus={false}
          {...form.getInputProps("user")}
        />
        <div className={classes.pair}>
          <TextInput label="From" type="datetime-local" {...form.getInputProps("start")} />
          <TextInput label="To" type="datetime-local" {...form.getInputProps("end")} />
        </div>
        <SegmentedControl
          aria-label="Role"
          data={[
            { value: "primary", label: "Primary, paged first" },
            { value: "secondary", label: "Secondary" },
          ]}
          value={role}
          onChange={(value) => form.setFieldValue("role", value === "secondary" ? "secondary" : "primary")}
        />
        {from && to && to > from && (
          <p className="muted">
            {who?.id === me.id ? "You are" : `${who?.name ?? "They"} will be`} on call as {role} for{" "}
            {span(secondsBetween(from, to))}, from {clock(from, now)} to {clock(to, now)} ({viewerZone()}), whatever the
            rotation says.
          </p>
        )}
        {add.isError && (
          <p className={classes.error} role="alert">
            {whyAndWhatToDo(add.error)}
          </p>
        )}
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={add.isPending}>
            Put on call
          </Button>
        </div>
      </form>
    </Modal>
  );
}

const HOUR = 3_600_000;
const nextHour = (now: number): number => Math.ceil(now / HOUR) * HOUR;
