import { Button, Modal, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMakeCalendarLink } from "@/data/calendar-links";
import { useSchedules } from "@/data/on-call";
import { FormDialog } from "./form-dialog";
import classes from "./form-dialog.module.css";
import { Snippet } from "./snippet";

interface CalendarLinkFormProps {
  /** The schedule to begin with; null for the reader's own shifts. */
  schedule: string | null;
  onClose: () => void;
}

/** Makes a private address for a calendar program, and shows it this once. */
export function CalendarLinkForm({ schedule, onClose }: CalendarLinkFormProps) {
  const schedules = useSchedules().data ?? [];
  const make = useMakeCalendarLink();
  const form = useForm({
    initialValues: { name: "", schedule: schedule ?? "" },
    validate: { name: (name) => (name.trim() ? null : "Name what will read it.") },
  });
  const submit = form.onSubmit(({ name, schedule: shown }) =>
    make.mutate({ name: name.trim(), schedule_id: shown || null }),
  );
  if (make.data) {
    return (
      <Modal opened onClose={onClose} title={`Link for ${make.data.name}`} closeOnClickOutside={false}>
        <div className={classes.form}>
          <p>
            Give this address to your calendar program, as a calendar to subscribe to. Copy it now: it is not shown again.
            Whoever has it can read the shifts, so keep it to yourself.
          </p>
          <Snippet label="Address of the calendar" text={make.data.url} />
          <div className={classes.buttons}>
            <Button onClick={onClose}>I have it</Button>
          </div>
        </div>
      </Modal>
    );
  }
  return (
    <FormDialog title="Calendar link" verb="Make the link" onSubmit={submit} onClose={onClose} write={make}>
      <TextInput
        label="What reads it"
        description="To know later which link to revoke."
        placeholder="The calendar on my phone"
        data-autofocus
        {...form.getInputProps("name")}
      />
      <Select
        label="It shows"
        data={[
          { value: "", label: "my shifts, in every team" },
          ...schedules.map(({ id, team }) => ({ value: id, label: `everybody's shifts in ${team}` })),
        ]}
        allowDeselect={false}
        {...form.getInputProps("schedule")}
      />
    </FormDialog>
  );
}
