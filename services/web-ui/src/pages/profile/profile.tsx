import { Button, PasswordInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { Refused } from "@/components/form-dialog";
import { Page, Section } from "@/components/page";
import { useMe } from "@/data/session";
import { useChangePassword } from "@/data/setup";
import classes from "./profile.module.css";
import { CalendarLinks } from "./calendar-links";
import { ContactMethods } from "./contact-methods";
import { MyShifts } from "./my-shifts";
import { MyRules } from "./rules";

export function ProfilePage() {
  const me = useMe();
  return (
    <Page title={me.name} tabTitle="My profile" sentence={`${me.email}, ${me.role}`}>
      <Section title="Where are you reached?">
        <ContactMethods />
      </Section>
      <Section title="In which order?">
        <MyRules />
      </Section>
      <Section title="When am I on call?">
        <MyShifts />
      </Section>
      <Section title="Where is that in my calendar?">
        <CalendarLinks />
      </Section>
      <Section title="Password">
        <Password />
      </Section>
    </Page>
  );
}

const SHORTEST = 12;

function Password() {
  const change = useChangePassword();
  const form = useForm({
    initialValues: { current: "", next: "" },
    validate: {
      current: (current) => (current ? null : "The one you have now."),
      next: (next) => (next.length < SHORTEST ? `At least ${SHORTEST} characters.` : null),
    },
  });
  const submit = form.onSubmit(({ current, next }) =>
    change.mutate(
      { current_password: current, new_password: next },
      {
        onSuccess: () => {
          form.reset();
          notifications.show({ color: "green", title: "The password is changed", message: "You stay signed in here." });
        },
      },
    ),
  );
  const show = { visibilityToggleButtonProps: { "aria-label": "Show the password" } };
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <PasswordInput label="Now" autoComplete="current-password" {...show} {...form.getInputProps("current")} />
      <PasswordInput label="From now on" autoComplete="new-password" {...show} {...form.getInputProps("next")} />
      <Refused error={change.error} />
      <Button type="submit" variant="default" loading={change.isPending}>
        Change the password
      </Button>
    </form>
  );
}
