import { PasswordInput, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Check } from "@/components/check";
import { FormDialog } from "@/components/form-dialog";
import type { User } from "@/data/model";
import { useMe } from "@/data/session";
import { useAddUser, useChangeUser } from "@/data/setup";

const ROLES = [
  { value: "viewer", label: "viewer: sees everything, changes nothing" },
  { value: "responder", label: "responder: answers incidents, takes shifts" },
  { value: "admin", label: "admin: everything" },
];
const ROLE_NAMES = ["viewer", "responder", "admin"] as const;
type Role = (typeof ROLE_NAMES)[number];
const SHORTEST_PASSWORD = 12;

interface PersonFormProps {
  /** The one to change; null for a new one. */
  person: User | null;
  onClose: () => void;
}

export function PersonForm({ person, onClose }: PersonFormProps) {
  const me = useMe();
  const add = useAddUser();
  const change = useChangeUser(person?.id ?? "");
  const form = useForm({
    initialValues: {
      name: person?.name ?? "",
      email: person?.email ?? "",
      role: (person?.role ?? "responder") as Role,
      password: "",
      isDisabled: Boolean(person?.disabled_at),
    },
    validate: {
      name: (name) => (name.trim() ? null : "Name them."),
      email: (email) => (email.includes("@") ? null : "Their e-mail address: they are paged there."),
      password: (password) =>
        password && password.length < SHORTEST_PASSWORD ? `At least ${SHORTEST_PASSWORD} characters.` : null,
    },
  });
  const submit = form.onSubmit(({ name, email, role, password, isDisabled }) => {
    const told = { name: name.trim(), email: email.trim(), role, ...(password && { password }) };
    if (person) change.mutate({ ...told, disabled: isDisabled }, { onSuccess: onClose });
    else add.mutate(told, { onSuccess: onClose });
  });
  return (
    <FormDialog
      title={person ? person.name : "New person"}
      verb={person ? "Save" : "Add them"}
      onSubmit={submit}
      onClose={onClose}
      write={person ? change : add}
    >
      <TextInput label="Name" data-autofocus autoComplete="off" {...form.getInputProps("name")} />
      <TextInput label="E-mail" type="email" autoComplete="off" {...form.getInputProps("email")} />
      <Select label="Role" data={ROLES} allowDeselect={false} {...form.getInputProps("role")} />
      <PasswordInput
        label={person ? "New password" : "Password"}
        description={
          person ? "Leave it empty to keep theirs. A new one signs them out everywhere." : "Without one they can be paged, but not sign in."
        }
        autoComplete="new-password"
        visibilityToggleButtonProps={{ "aria-label": "Show the password" }}
        {...form.getInputProps("password")}
      />
      {person && person.id !== me.id && (
        <Check
          label="May not sign in"
          description="They are signed out at once, and nobody pages them."
          checked={form.values.isDisabled}
          onChange={(isOn) => form.setFieldValue("isDisabled", isOn)}
        />
      )}
    </FormDialog>
  );
}
