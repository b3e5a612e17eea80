import { Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { FormDialog } from "@/components/form-dialog";
import { useAddContactMethod } from "@/data/contacts";
import type { NewContactMethod } from "@/data/model";
import { useChannels } from "@/data/notifications";
import { useMe } from "@/data/session";

/** What each channel takes for an address. */
const ADDRESS_OF: Partial<Record<NewContactMethod["channel"], string>> = {
  email: "An e-mail address.",
  ntfy: "The address of a topic, such as https://ntfy.sh/a-name-nobody-guesses.",
  webhook: "An address that takes a POST.",
  slack: "The address of an incoming webhook.",
  teams: "The address of a workflow's webhook.",
  mattermost: "The address of an incoming webhook.",
  discord: "The address of a channel's webhook.",
  telegram: "The number of a chat.",
  sms: "A telephone number, such as +491701234567.",
  voice: "A telephone number, such as +491701234567.",
};

export function ContactForm({ onClose }: { onClose: () => void }) {
  const me = useMe();
  const channels = useChannels().data ?? [];
  const add = useAddContactMethod();
  const form = useForm({
    initialValues: { channel: "email" as NewContactMethod["channel"], address: me.email, label: "" },
    validate: { address: (address) => (address.trim() ? null : "Where you are reached.") },
  });
  const submit = form.onSubmit(({ channel, address, label }) =>
    add.mutate(
      { channel, address: address.trim(), ...(label.trim() && { label: label.trim() }) },
      { onSuccess: onClose },
    ),
  );
  return (
    <FormDialog title="New contact method" verb="Add it" onSubmit={submit} onClose={onClose} write={add}>
      <Select
        label="By"
        data={channels
          .filter(({ channel }) => channel !== "log" && channel !== "webpush")
          .map(({ channel, is_on, off_because }) => ({
            value: channel,
            label: is_on ? channel : `${channel} (off: ${off_because ?? "not set up"})`,
            disabled: !is_on,
          }))}
        allowDeselect={false}
        {...form.getInputProps("channel")}
      />
      <TextInput label="Address" description={ADDRESS_OF[form.values.channel] ?? "As the channel takes it."} {...form.getInputProps("address")} />
      <TextInput label="What you call it" placeholder="my phone" {...form.getInputProps("label")} />
      <p className="muted">A code is sent there, and you are paged there once you have entered it.</p>
    </FormDialog>
  );
}
