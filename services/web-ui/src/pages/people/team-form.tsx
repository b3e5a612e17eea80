import { Button, MultiSelect, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { Confirm, FormDialog } from "@/components/form-dialog";
import type { Team } from "@/data/model";
import { useUsers } from "@/data/people";
import { useDeleteTeam, usePolicies, useSaveTeam } from "@/data/setup";

interface TeamFormProps {
  /** The one to change; null for a new one. */
  team: Team | null;
  onClose: () => void;
}

export function TeamForm({ team, onClose }: TeamFormProps) {
  const users = useUsers().data ?? [];
  const policies = usePolicies().data ?? [];
  const save = useSaveTeam(team?.id ?? null);
  const remove = useDeleteTeam();
  const [isRemoving, setRemoving] = useState(false);
  const form = useForm({
    initialValues: {
      name: team?.name ?? "",
      members: (team?.members ?? []).map(({ id }) => id),
      manager: team?.manager?.id ?? null,
      policy: team?.escalation_policy_id ?? null,
    },
    validate: { name: (name) => (name.trim() ? null : "Name it.") },
  });
  const submit = form.onSubmit(({ name, members, manager, policy }) =>
    save.mutate({ name: name.trim(), members, manager, escalation_policy_id: policy }, { onSuccess: onClose }),
  );
  const people = users.map(({ id, name }) => ({ value: id, label: name }));
  if (team && isRemoving) {
    return (
      <Confirm
        title={`Delete the team ${team.name}`}
        verb="Delete the team"
        write={remove}
        onConfirm={() => remove.mutate(team.id, { onSuccess: onClose })}
        onClose={() => setRemoving(false)}
      >
        <p>Its schedule goes with it. A team that owns services or policies is not deleted before they have another owner.</p>
      </Confirm>
    );
  }
  return (
    <FormDialog
      title={team ? `Team ${team.name}` : "New team"}
      verb={team ? "Save" : "Make the team"}
      onSubmit={submit}
      onClose={onClose}
      write={save}
      aside={
        team && (
          <Button variant="subtle" color="red" onClick={() => setRemoving(true)}>
            Delete
          </Button>
        )
      }
    >
      <TextInput label="Name" data-autofocus {...form.getInputProps("name")} />
      <MultiSelect
        label="Members"
        data={people}
        searchable
        nothingFoundMessage="Nobody of that name"
        {...form.getInputProps("members")}
      />
      <Select
        label="Manager"
        description="Paged when nobody answers."
        placeholder="The admins"
        data={people}
        searchable
        clearable
        clearButtonProps={{ "aria-label": "No manager" }}
        {...form.getInputProps("manager")}
      />
      <Select
        label="Escalation policy"
        placeholder="None: whoever is on call, every 15 minutes"
        data={policies.map(({ id, name }) => ({ value: id, label: name }))}
        clearable
        clearButtonProps={{ "aria-label": "No policy" }}
        {...form.getInputProps("policy")}
      />
    </FormDialog>
  );
}
