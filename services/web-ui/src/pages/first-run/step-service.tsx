import { Autocomplete, Button, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Refused } from "@/components/form-dialog";
import { useNow } from "@/components/now";
import { useBegin } from "@/data/first-run";
import { useTeams } from "@/data/people";
import { useMe } from "@/data/session";
import classes from "./first-run.module.css";

interface StepServiceProps {
  zone: string;
  done: (service: string) => void;
}

/** A service and its team; the schedule and the policy come with them, with defaults that can be changed later. */
export function StepService({ zone, done }: StepServiceProps) {
  const me = useMe();
  const now = useNow();
  const teams = useTeams().data ?? [];
  const begin = useBegin();
  const form = useForm({
    initialValues: { service: "", team: "default" },
    validate: {
      service: (service) => (service.trim() ? null : "The name that its alerts carry, such as checkout-api."),
      team: (team) => (team.trim() ? null : "Say whose it is."),
    },
  });
  const submit = form.onSubmit(({ service, team }) =>
    begin.mutate(
      { service: service.trim(), team: team.trim(), zone, person: { name: me.name, email: me.email }, now },
      { onSuccess: ({ name }) => done(name) },
    ),
  );
  return (
    <form className={classes.fields} onSubmit={submit} noValidate>
      <TextInput
        label="Service"
        description="What is monitored, as its alerts name it."
        placeholder="checkout-api"
        data-autofocus
        {...form.getInputProps("service")}
      />
      <Autocomplete
        label="Team"
        description="Alerts of a service that nobody registered go to the team default."
        data={teams.map(({ name }) => name)}
        openOnFocus={false}
        {...form.getInputProps("team")}
      />
      <p className="muted">
        Made with them: a weekly schedule with a hand-over on Monday at 09:00 ({zone}), in which you have every turn until
        you add colleagues; and a policy that pages whoever is on call at once, again after 5 and after 10 minutes, and then
        the administrators.
      </p>
      <Refused error={begin.error} />
      <Button type="submit" className={classes.next} loading={begin.isPending}>
        Make them
      </Button>
    </form>
  );
}
