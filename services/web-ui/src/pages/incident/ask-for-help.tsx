import { MultiSelect, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { FormDialog } from "@/components/form-dialog";
import { useAskForHelp } from "@/data/incident-work";
import type { IncidentDetail } from "@/data/model";
import { useUsers } from "@/data/people";

/** Pages people now, whoever has the incident. */
export function AskForHelp({ incident, onClose }: { incident: IncidentDetail; onClose: () => void }) {
  const users = useUsers().data ?? [];
  const ask = useAskForHelp(incident.id);
  const asked = new Set(incident.responders.map(({ person }) => person.id));
  const form = useForm({
    initialValues: { users: [] as string[], message: "" },
    validate: { users: (chosen) => (chosen.length > 0 ? null : "Say whom.") },
  });
  const count = form.values.users.length;
  return (
    <FormDialog
      title="Ask for help"
      verb={count > 1 ? `Page ${count} people now` : "Page them now"}
      onSubmit={form.onSubmit(({ users: chosen, message }) =>
        ask.mutate({ users: chosen, ...(message.trim() && { message: message.trim() }) }, { onSuccess: onClose }),
      )}
      onClose={onClose}
      write={ask}
    >
      <p className="muted">They are paged at once, the way they chose for themselves. It stays with whoever has it.</p>
      <MultiSelect
        label="Whom"
        data={users
          .filter(({ id, disabled_at }) => !asked.has(id) && disabled_at === null)
          .map(({ id, name }) => ({ value: id, label: name }))}
        searchable
        nothingFoundMessage="Nobody of that name"
        {...form.getInputProps("users")}
      />
      <Textarea
        label="What for"
        description="It stands in their page."
        autosize
        minRows={2}
        maxLength={500}
        {...form.getInputProps("message")}
      />
    </FormDialog>
  );
}
