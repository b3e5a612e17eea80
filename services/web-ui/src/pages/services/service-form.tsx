import { Autocomplete, Button, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { Check } from "@/components/check";
import { Confirm, FormDialog } from "@/components/form-dialog";
import type { Service } from "@/data/model";
import { useTeams } from "@/data/people";
import { useDeleteService, usePolicies, useSaveService } from "@/data/setup";

interface ServiceFormProps {
  /** The one to change; null for a new one. */
  service: Service | null;
  onClose: () => void;
}

export function ServiceForm({ service, onClose }: ServiceFormProps) {
  const teams = useTeams().data ?? [];
  const policies = usePolicies().data ?? [];
  const save = useSaveService(service?.id ?? null);
  const remove = useDeleteService();
  const [isRemoving, setRemoving] = useState(false);
  const form = useForm({
    initialValues: {
      name: service?.name ?? "",
      team: service?.team ?? teams[0]?.name ?? "default",
      policy: service?.escalation_policy_id ?? null,
      autoResolve: service?.auto_resolve ?? true,
    },
    validate: {
      name: (name) => (name.trim() ? null : "The name that its alerts carry."),
      team: (team) => (team.trim() ? null : "Say whose it is."),
    },
  });
  const submit = form.onSubmit(({ name, team, policy, autoResolve }) =>
    save.mutate(
      { name: name.trim(), team: team.trim(), escalation_policy_id: policy, auto_resolve: autoResolve },
      { onSuccess: onClose },
    ),
  );
  if (service && isRemoving) {
    return (
      <Confirm
        title={`Delete ${service.name}`}
        verb="Delete the service"
        write={remove}
        onConfirm={() => remove.mutate(service.id, { onSuccess: onClose })}
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
    </FormDialog>
  );
}
