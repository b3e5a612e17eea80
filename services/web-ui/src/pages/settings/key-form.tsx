import { Button, Modal, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { FormDialog } from "@/components/form-dialog";
import { useNow } from "@/components/now";
import { Snippet } from "@/components/snippet";
import { useMakeApiKey } from "@/data/setup";

const KINDS = [
  { value: "ingest", label: "send alerts, and nothing else" },
  { value: "viewer", label: "read everything" },
  { value: "responder", label: "answer incidents as well" },
  { value: "admin", label: "everything" },
];
const LIVES = [
  { value: "", label: "never" },
  { value: "30", label: "in 30 days" },
  { value: "365", label: "in a year" },
];
const DAY_MS = 86_400_000;

/** Makes a key, and shows it this once. */
export function KeyForm({ onClose }: { onClose: () => void }) {
  const now = useNow();
  const make = useMakeApiKey();
  const form = useForm({
    initialValues: { name: "", may: "ingest", ends: "" },
    validate: { name: (name) => (name.trim() ? null : "Name what will use it.") },
  });
  const submit = form.onSubmit(({ name, may, ends }) => {
    const expires_at = ends ? new Date(now + Number(ends) * DAY_MS).toISOString() : null;
    const role = (["viewer", "responder", "admin"] as const).find((known) => known === may);
    make.mutate({ name: name.trim(), expires_at, ...(role ? { role } : { scopes: ["ingest"] }) });
  });
  if (make.data) {
    return (
      <Modal opened onClose={onClose} title={`Key of ${make.data.name}`} closeOnClickOutside={false}>
        <p>Copy it now: it is not shown again.</p>
        <Snippet label="The key" text={make.data.key} />
        <Button onClick={onClose}>I have it</Button>
      </Modal>
    );
  }
  return (
    <FormDialog title="New key" verb="Make the key" onSubmit={submit} onClose={onClose} write={make}>
      <TextInput
        label="What uses it"
        placeholder="Prometheus in production"
        data-autofocus
        {...form.getInputProps("name")}
      />
      <Select label="It may" data={KINDS} allowDeselect={false} {...form.getInputProps("may")} />
      <Select label="It ends" data={LIVES} allowDeselect={false} {...form.getInputProps("ends")} />
    </FormDialog>
  );
}
