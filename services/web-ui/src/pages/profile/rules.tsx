import { ActionIcon, Button, NumberInput, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { Check } from "@/components/check";
import { Refused } from "@/components/form-dialog";
import { CloseIcon, PlusIcon } from "@/components/icons";
import { useContactMethods, useRules, useSaveRules } from "@/data/contacts";
import type { ContactMethod, Rules } from "@/data/model";
import { Lines } from "@/components/skeletons";
import { Failed } from "@/components/states";
import { viewerZone } from "@/lib/time";
import classes from "./profile.module.css";

const MINUTE_S = 60;
const URGENCIES = [
  ["high", "For what is critical or high"],
  ["low", "For anything else"],
] as const;

/** In which order the reader is reached, and when only what is urgent wakes them. */
export function MyRules() {
  const rules = useRules();
  const methods = useContactMethods();
  if (rules.isError) {
    return <Failed what="Your rules could not be loaded" error={rules.error} retry={() => void rules.refetch()} />;
  }
  if (!rules.data || !methods.data) return <Lines count={3} height={56} />;
  const verified = methods.data.filter(({ verified_at }) => verified_at !== null);
  if (verified.length === 0) {
    return <p className="muted">Add a contact method first. Until then you are paged by e-mail, at once.</p>;
  }
  // Begins anew when methods come or go, since the steps that use one go with it.
  return <Form key={verified.map(({ id }) => id).join()} rules={rules.data} methods={verified} />;
}

interface StepFields {
  minutes: number | string;
  method: string;
}

const fieldsOf = (steps: Rules["high"]): StepFields[] =>
  steps.map(({ delay_seconds, contact_method_id }) => ({ minutes: delay_seconds / MINUTE_S, method: contact_method_id }));

const stepsOf = (fields: StepFields[]) =>
  fields.map(({ minutes, method }) => ({
    delay_seconds: Math.round(Number(minutes) * MINUTE_S),
    contact_method_id: method,
  }));

function Form({ rules, methods }: { rules: Rules; methods: ContactMethod[] }) {
  const save = useSaveRules();
  const quiet = rules.quiet_hours;
  const form = useForm({
    initialValues: {
      high: fieldsOf(rules.high),
      low: fieldsOf(rules.low),
      isQuiet: quiet !== null,
      from: quiet?.starts_at.slice(0, 5) ?? "22:00",
      to: quiet?.ends_at.slice(0, 5) ?? "07:00",
    },
  });
  const zone = quiet?.timezone ?? viewerZone();
  const data = methods.map(({ id, label, channel, address }) => ({ value: id, label: `${label ?? address} (${channel})` }));
  const submit = form.onSubmit(({ high, low, isQuiet, from, to }) =>
    save.mutate(
      {
        high: stepsOf(high),
        low: stepsOf(low),
        quiet_hours: isQuiet ? { timezone: zone, starts_at: from, ends_at: to } : null,
      },
      {
        onSuccess: () =>
          notifications.show({ color: "green", title: "The rules are saved", message: "The next page follows them." }),
      },
    ),
  );
  return (
    <form className={classes.rules} onSubmit={submit} noValidate>
      {URGENCIES.map(([urgency, words]) => (
        <fieldset key={urgency} className={classes.steps}>
          <legend>{words}</legend>
          {form.values[urgency].length === 0 && <p className="muted">By e-mail, at once.</p>}
          {form.values[urgency].map((_step, place) => (
            <div key={place} className={classes.step}>
              after
              <NumberInput
                aria-label={`${words}: minutes before step ${place + 1}`}
                min={0}
                decimalScale={2}
                hideControls
                w={64}
                {...form.getInputProps(`${urgency}.${place}.minutes`)}
              />
              minutes
              <Select
                aria-label={`${words}: where to in step ${place + 1}`}
                data={data}
                allowDeselect={false}
                className={classes.method}
                {...form.getInputProps(`${urgency}.${place}.method`)}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                size={36}
                aria-label={`${words}: remove step ${place + 1}`}
                onClick={() => form.removeListItem(urgency, place)}
              >
                <CloseIcon size={16} />
              </ActionIcon>
            </div>
          ))}
          <Button
            variant="subtle"
            size="xs"
            leftSection={<PlusIcon size={14} />}
            onClick={() =>
              form.insertListItem(urgency, { minutes: form.values[urgency].length * 5, method: methods[0]?.id ?? "" })
            }
          >
            Add a step
          </Button>
        </fieldset>
      ))}
      <Check
        label="Quiet hours"
        description={`Only what is critical wakes me then. The rest waits till they end. Zone: ${zone}.`}
        checked={form.values.isQuiet}
        onChange={(isOn) => form.setFieldValue("isQuiet", isOn)}
      />
      {form.values.isQuiet && (
        <div className={classes.step}>
          from
          <TextInput aria-label="Quiet from" type="time" {...form.getInputProps("from")} />
          to
          <TextInput aria-label="Quiet to" type="time" {...form.getInputProps("to")} />
        </div>
      )}
      <Refused error={save.error} />
      <Button type="submit" variant="default" loading={save.isPending}>
        Save the rules
      </Button>
    </form>
  );
}
