import { ActionIcon, Autocomplete, Button, Modal, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { CloseIcon, PlusIcon } from "@/components/icons";
import { whyAndWhatToDo } from "@/components/states";
import { Problem } from "@/data/http";
import { useCreateSchedule } from "@/data/on-call";
import { useTeams, useUsers } from "@/data/people";
import { useMe } from "@/data/session";
import classes from "./forms.module.css";

interface ScheduleFormProps {
  /** The team to begin with; may be empty. */
  team: string;
  /** Teams that have a schedule already. */
  taken: string[];
  onClose: () => void;
}

type Role = "primary" | "secondary";

/** The simple form: a team, and its members in the order in which they take a week. */
export function ScheduleForm({ team, taken, onClose }: ScheduleFormProps) {
  const me = useMe();
  const teams = useTeams().data ?? [];
  const users = useUsers().data ?? [];
  const create = useCreateSchedule();
  const form = useForm({
    initialValues: { team, members: [{ name: me.name, email: me.email, role: "primary" as Role }] },
    validate: {
      team: (value) =>
        !value.trim()
          ? "Name the team."
          : taken.includes(value.trim())
            ? "This team has a schedule already."
            : null,
      members: {
        name: (name) => (name.trim() ? null : "Name"),
        email: (email) => (email.includes("@") ? null : "E-mail"),
      },
    },
  });
  const members = form.values.members;
  const hasPrimary = members.some((member) => member.role === "primary");
  const submit = form.onSubmit((values) => {
    if (!hasPrimary) return;
    create.mutate(
      {
        team: values.team.trim(),
        members: values.members.map(({ name, email, role }) => ({ name: name.trim(), email: email.trim(), role })),
      },
      { onSuccess: onClose },
    );
  });
  /** Somebody who is known is named once; their address comes by itself. */
  const setName = (place: number, name: string) => {
    form.setFieldValue(`members.${place}.name`, name);
    const known = users.find((user) => user.name === name);
    if (known) form.setFieldValue(`members.${place}.email`, known.email);
  };
  return (
    <Modal opened onClose={onClose} title="New schedule" size="lg">
      <form onSubmit={submit} className={classes.form} noValidate>
        <Autocomplete
          label="Team"
          description="A name that is new makes the team."
          data={teams.map((known) => known.name).filter((name) => !taken.includes(name))}
          data-autofocus
          openOnFocus={false}
          {...form.getInputProps("team")}
        />
        <fieldset className={classes.members}>
          <legend>Members</legend>
          <p className="muted">They take a week each in this order, from Monday 00:00 UTC.</p>
          {members.map((_member, place) => (
            <div key={place} className={classes.member}>
              <Autocomplete
                aria-label={`Name of member ${place + 1}`}
                placeholder="Name"
                data={[...new Set(users.map((user) => user.name))]}
                {...form.getInputProps(`members.${place}.name`)}
                onChange={(name) => setName(place, name)}
              />
              <TextInput
                aria-label={`E-mail of member ${place + 1}`}
                placeholder="E-mail"
                type="email"
                {...form.getInputProps(`members.${place}.email`)}
              />
              <Select
                aria-label={`Role of member ${place + 1}`}
                data={["primary", "secondary"]}
                allowDeselect={false}
                {...form.getInputProps(`members.${place}.role`)}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                size={36}
                aria-label={`Remove member ${place + 1}`}
                disabled={members.length === 1}
                onClick={() => form.removeListItem("members", place)}
              >
                <CloseIcon size={16} />
              </ActionIcon>
            </div>
          ))}
          <Button
            variant="subtle"
            leftSection={<PlusIcon size={16} />}
            onClick={() => form.insertListItem("members", { name: "", email: "", role: "primary" })}
          >
            Add a member
          </Button>
        </fieldset>
        {!hasPrimary && (
          <p className={classes.error} role="alert">
            Somebody must be primary: the primary members are paged first.
          </p>
        )}
        {create.isError && (
          <div className={classes.error} role="alert">
            <p>{whyAndWhatToDo(create.error)}</p>
            {create.error instanceof Problem &&
              create.error.fields.map(({ field, message }) => (
                <p key={field}>
                  {field}: {message}
                </p>
              ))}
          </div>
        )}
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending}>
            Make the schedule
          </Button>
        </div>
      </form>
    </Modal>
  );
}
