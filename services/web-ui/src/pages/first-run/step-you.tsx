import { Button, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Refused } from "@/components/form-dialog";
import { useContactMethods, useRules, useSaveRules } from "@/data/contacts";
import { useChannels } from "@/data/notifications";
import { useMe } from "@/data/session";
import { useChangeUser } from "@/data/setup";
import { ContactMethods } from "../profile/contact-methods";
import classes from "./first-run.module.css";

const ZONES = Intl.supportedValuesOf("timeZone");

interface StepYouProps {
  zone: string;
  setZone: (zone: string) => void;
  done: () => void;
}

/** The reader's name, zone and ways to be reached. What was verified here is used for every page from then on. */
export function StepYou({ zone, setZone, done }: StepYouProps) {
  const me = useMe();
  const channels = useChannels().data;
  const methods = useContactMethods().data;
  const rules = useRules().data;
  const change = useChangeUser(me.id);
  const save = useSaveRules();
  const form = useForm({
    initialValues: { name: me.name },
    validate: { name: (name) => (name.trim() ? null : "Your colleagues see it: name yourself.") },
  });
  const verified = (methods ?? []).filter(({ verified_at }) => verified_at !== null);
  const hasMail = channels?.some(({ channel, is_on }) => channel === "email" && is_on) ?? false;
  const isReached = hasMail || verified.length > 0;
  const submit = form.onSubmit(async ({ name }) => {
    try {
      if (name.trim() !== me.name) await change.mutateAsync({ name: name.trim() });
      if (rules && rules.high.length === 0 && verified.length > 0) {
        const steps = verified.map(({ id }) => ({ delay_seconds: 0, contact_method_id: id }));
        await save.mutateAsync({ high: steps, low: rules.low.length === 0 ? steps : rules.low, quiet_hours: rules.quiet_hours });
      }
      done();
    } catch {
      // Said below the form.
    }
  });
  return (
    <>
      <form id="you" className={classes.fields} onSubmit={submit} noValidate>
        <TextInput label="Your name" autoComplete="name" {...form.getInputProps("name")} />
        <Select
          label="Your time zone"
          description="Shifts begin and end by its clock."
          data={ZONES.includes(zone) ? ZONES : [zone, ...ZONES]}
          value={zone}
          onChange={(value) => value && setZone(value)}
          searchable
          openOnFocus={false}
          allowDeselect={false}
          nothingFoundMessage="No zone of that name"
        />
      </form>
      <h3>How you are reached</h3>
      <ContactMethods />
      <Refused error={change.error ?? save.error} />
      <Button
        type="submit"
        form="you"
        className={classes.next}
        disabled={!rules || !methods || !channels}
        loading={change.isPending || save.isPending}
      >
        {channels && methods && !isReached ? "Go on without: pages only go to the log" : "Continue"}
      </Button>
    </>
  );
}
