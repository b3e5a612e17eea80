import { Button, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { Check } from "@/components/check";
import { Confirm, FormDialog } from "@/components/form-dialog";
import { LengthInput } from "@/components/length-input";
import {
  useChangeHeartbeat,
  useChangeHeartbeatKey,
  useMakeHeartbeat,
  useRemoveHeartbeat,
} from "@/data/integrations";
import { type Heartbeat, SEVERITIES, type Severity } from "@/data/model";
import { lengthOf, secondsOf } from "@/lib/lengths";
import classes from "./services.module.css";

interface HeartbeatFormProps {
  /** The one to change; null for a new one. */
  heartbeat: Heartbeat | null;
  service: string;
  onClose: () => void;
  /** There is an address to show, this once. */
  onKey: (heartbeat: Heartbeat, path: string) => void;
}

export function HeartbeatForm({ heartbeat, service, onClose, onKey }: HeartbeatFormProps) {
  const make = useMakeHeartbeat();
  const change = useChangeHeartbeat(heartbeat?.id ?? "");
  const rekey = useChangeHeartbeatKey(heartbeat?.id ?? "");
  const remove = useRemoveHeartbeat(heartbeat?.id ?? "");
  const [asking, setAsking] = useState<"remove" | "rekey" | null>(null);
  const form = useForm({
    initialValues: {
      name: heartbeat?.name ?? "",
      every: lengthOf(heartbeat?.interval_seconds ?? 86_400),
      grace: lengthOf(heartbeat?.grace_seconds ?? 600),
      severity: (heartbeat?.severity ?? "high") as Severity,
      isOn: heartbeat?.is_enabled ?? true,
    },
    validate: {
      name: (name) => (name.trim() ? null : "Name the job."),
      every: (every) => ((secondsOf(every) ?? 0) >= 1 ? null : "Say how often."),
      grace: ({ amount }) => (amount !== "" && Number(amount) >= 0 ? null : "0 or more."),
    },
  });
  const submit = form.onSubmit(({ name, every, grace, severity, isOn }) => {
    const body = {
      name: name.trim(),
      service,
      severity,
      interval_seconds: secondsOf(every) ?? 0,
      grace_seconds: secondsOf(grace) ?? 0,
      is_enabled: isOn,
    };
    if (heartbeat) change.mutate(body, { onSuccess: onClose });
    else make.mutate(body, { onSuccess: ({ key: _key, path, ...made }) => onKey(made, path) });
  });
  if (heartbeat && asking === "remove") {
    return (
      <Confirm
        title={`Remove ${heartbeat.name}`}
        verb="Remove the heartbeat"
        write={remove}
        onConfirm={() => remove.mutate(undefined, { onSuccess: onClose })}
        onClose={() => setAsking(null)}
      >
        <p>Nobody is paged any more when this job falls silent. If it is overdue, its incident ends.</p>
      </Confirm>
    );
  }
  if (heartbeat && asking === "rekey") {
    return (
      <Confirm
        title={`Another address for ${heartbeat.name}`}
        verb="Change the address"
        write={rekey}
        onConfirm={() => rekey.mutate(undefined, { onSuccess: ({ path }) => onKey(heartbeat, path) })}
        onClose={() => setAsking(null)}
      >
        <p>Beats at the present address are refused at once, so change the job too. You see the new address next.</p>
      </Confirm>
    );
  }
  return (
    <FormDialog
      title={heartbeat ? `Heartbeat ${heartbeat.name}` : `New heartbeat of ${service}`}
      verb={heartbeat ? "Save" : "Make it and show the address"}
      onSubmit={submit}
      onClose={onClose}
      write={heartbeat ? change : make}
      aside={
        heartbeat && (
          <div className={classes.dangers}>
            <Button variant="subtle" color="red" onClick={() => setAsking("remove")}>
              Remove
            </Button>
            <Button variant="subtle" onClick={() => setAsking("rekey")}>
              Another address
            </Button>
          </div>
        )
      }
    >
      <TextInput label="What reports" placeholder="nightly backup" data-autofocus {...form.getInputProps("name")} />
      <LengthInput label="It runs every" value={form.values.every} {...form.getInputProps("every")} />
      <LengthInput label="It may be late by" value={form.values.grace} {...form.getInputProps("grace")} />
      <Select
        label="When it is silent, the incident is"
        data={[...SEVERITIES]}
        allowDeselect={false}
        {...form.getInputProps("severity")}
      />
      {heartbeat && (
        <Check
          label="Switched on"
          description="Switched off, its silence pages nobody."
          checked={form.values.isOn}
          onChange={(isOn) => form.setFieldValue("isOn", isOn)}
        />
      )}
    </FormDialog>
  );
}
