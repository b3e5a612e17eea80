import { Button, Modal, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Check } from "@/components/check";
import { FormDialog, Refused } from "@/components/form-dialog";
import { Snippet } from "@/components/snippet";
import type { Subscription } from "@/data/model";
import { useTeams } from "@/data/people";
import { useChangeSubscription, useReplaceSecret, useSubscribe } from "@/data/subscriptions";
import { EVENT_WORDS, EVENTS } from "@/lib/subscription-words";
import classes from "./subscriptions.module.css";

interface SubscriptionFormProps {
  /** What is changed; null for a new one. */
  subscription: Subscription | null;
  onClose: () => void;
}

/** Makes or changes a webhook; a secret is shown once, when it is made. */
export function SubscriptionForm({ subscription, onClose }: SubscriptionFormProps) {
  const teams = useTeams().data ?? [];
  const make = useSubscribe();
  const change = useChangeSubscription(subscription?.id ?? "");
  const replace = useReplaceSecret();
  const form = useForm({
    initialValues: {
      name: subscription?.name ?? "",
      url: subscription?.url ?? "",
      team: subscription?.team_id ?? "",
      events: subscription?.events ?? EVENTS,
    },
    validate: {
      name: (name) => (name.trim() ? null : "Name what listens there."),
      url: (url) => (/^https?:\/\/./.test(url.trim()) ? null : "An address that begins with https:// or http://"),
      events: (events) => (events.length > 0 ? null : "Choose at least one event."),
    },
  });
  const submit = form.onSubmit(({ name, url, team, events }) => {
    const body = { name: name.trim(), url: url.trim(), team: team || null, events };
    if (subscription) change.mutate(body, { onSuccess: onClose });
    else make.mutate(body);
  });
  const secret = make.data?.secret ?? replace.data?.secret;
  if (secret) {
    return (
      <Modal opened onClose={onClose} title={`Secret of ${form.values.name}`} closeOnClickOutside={false}>
        <div className={classes.form}>
          <p>
            The receiver checks with it that a message is from here. Copy it now: it is not shown again.
            {replace.data && " The one before signs nothing any more."}
          </p>
          <Snippet label="The secret" text={secret} />
          <div className={classes.end}>
            <Button onClick={onClose}>I have it</Button>
          </div>
        </div>
      </Modal>
    );
  }
  return (
    <FormDialog
      title={subscription ? `Edit ${subscription.name}` : "New webhook"}
      verb={subscription ? "Keep it" : "Make the webhook"}
      onSubmit={submit}
      onClose={onClose}
      write={subscription ? change : make}
      aside={
        subscription && (
          <Button variant="default" loading={replace.isPending} onClick={() => replace.mutate(subscription.id)}>
            Replace the secret
          </Button>
        )
      }
    >
      <TextInput label="What listens" placeholder="Status page" data-autofocus {...form.getInputProps("name")} />
      <TextInput label="Its address" placeholder="https://status.example.org/hooks/oncall" {...form.getInputProps("url")} />
      <Select
        label="It is told of incidents of"
        data={[{ value: "", label: "every team, private ones too" }, ...teams.map(({ id, name }) => ({ value: id, label: name }))]}
        allowDeselect={false}
        {...form.getInputProps("team")}
      />
      <fieldset className={classes.events}>
        <legend>When an incident was</legend>
        {EVENTS.map((event) => (
          <Check
            key={event}
            label={event === "note" ? "given a note" : EVENT_WORDS[event]}
            checked={form.values.events.includes(event)}
            onChange={(isOn) =>
              form.setFieldValue(
                "events",
                EVENTS.filter((known) => (known === event ? isOn : form.values.events.includes(known))),
              )
            }
          />
        ))}
        {form.errors["events"] && (
          <p className={classes.wrong} role="alert">
            {form.errors["events"]}
          </p>
        )}
      </fieldset>
      <Refused error={replace.error} />
    </FormDialog>
  );
}
