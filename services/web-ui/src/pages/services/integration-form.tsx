import { Button, NumberInput, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { Check } from "@/components/check";
import { Confirm, FormDialog } from "@/components/form-dialog";
import {
  useChangeIntegration,
  useChangeIntegrationKey,
  useMakeIntegration,
  useRemoveIntegration,
} from "@/data/integrations";
import type { Integration, NewIntegration, Service } from "@/data/model";
import { freeName, sourceWords, TOOLS } from "@/lib/tools";
import classes from "./services.module.css";

interface IntegrationFormProps {
  /** The one to change; null for a new one. */
  integration: Integration | null;
  /** The service that it is for; null where its messages name the service. */
  service: Service | null;
  /** Names of the others. */
  taken: string[];
  onClose: () => void;
  /** There is a key to show, this once. */
  onKey: (integration: Integration, key: string) => void;
}

export function IntegrationForm({ integration, service, taken, onClose, onKey }: IntegrationFormProps) {
  const make = useMakeIntegration();
  const change = useChangeIntegration(integration?.id ?? "");
  const rekey = useChangeIntegrationKey(integration?.id ?? "");
  const remove = useRemoveIntegration(integration?.id ?? "");
  const [asking, setAsking] = useState<"remove" | "rekey" | null>(null);
  const form = useForm({
    initialValues: {
      tool: "alertmanager",
      name: integration?.name ?? "",
      isAll: integration ? integration.service_from === "integration" : service !== null,
      limit: integration?.rate_limit_per_minute ?? ("" as number | ""),
      isOn: integration?.is_enabled ?? true,
    },
  });
  const tool = TOOLS.find(({ id }) => id === form.values.tool);
  const proposed = freeName([tool?.id === "curl" ? "Script" : tool?.name, service?.name].filter(Boolean).join(", "), taken);
  const submit = form.onSubmit(({ name, isAll, limit, isOn }) => {
    const body: NewIntegration = {
      name: name.trim() || proposed,
      source: integration?.source ?? tool?.source ?? "generic",
      service: service?.name ?? null,
      service_from: isAll && service ? "integration" : "payload",
      rate_limit_per_minute: limit === "" ? null : Number(limit),
      mapping: integration?.mapping ?? {},
      is_enabled: isOn,
    };
    if (integration) change.mutate(body, { onSuccess: onClose });
    else make.mutate(body, { onSuccess: ({ key, ...made }) => onKey(made, key) });
  });
  if (integration && asking === "remove") {
    return (
      <Confirm
        title={`Remove ${integration.name}`}
        verb="Remove the integration"
        write={remove}
        onConfirm={() => remove.mutate(undefined, { onSuccess: onClose })}
        onClose={() => setAsking(null)}
      >
        <p>Its key is refused within seconds: whatever still sends with it sends in vain. Its alerts stay.</p>
      </Confirm>
    );
  }
  if (integration && asking === "rekey") {
    return (
      <Confirm
        title={`Another key for ${integration.name}`}
        verb="Change the key"
        write={rekey}
        onConfirm={() => rekey.mutate(undefined, { onSuccess: ({ key }) => onKey(integration, key) })}
        onClose={() => setAsking(null)}
      >
        <p>The present key is refused within seconds, so put the new one into the tool at once. You see it next.</p>
      </Confirm>
    );
  }
  return (
    <FormDialog
      title={integration ? `Integration ${integration.name}` : "New integration"}
      verb={integration ? "Save" : "Make it and show the key"}
      onSubmit={submit}
      onClose={onClose}
      write={integration ? change : make}
      aside={
        integration && (
          <div className={classes.dangers}>
            <Button variant="subtle" color="red" onClick={() => setAsking("remove")}>
              Remove
            </Button>
            <Button variant="subtle" onClick={() => setAsking("rekey")}>
              Another key
            </Button>
          </div>
        )
      }
    >
      {integration ? (
        <p className="muted">{sourceWords(integration.source)}</p>
      ) : (
        <Select
          label="Tool"
          data={TOOLS.map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          allowDeselect={false}
          nothingFoundMessage="Not by this name: anything that posts JSON works too"
          {...form.getInputProps("tool")}
        />
      )}
      <TextInput label="Name" placeholder={proposed} {...form.getInputProps("name")} />
      {service && (
        <Check
          label={`All that it sends is about ${service.name}`}
          description="Otherwise only what names no service itself."
          checked={form.values.isAll}
          onChange={(isOn) => form.setFieldValue("isAll", isOn)}
        />
      )}
      <NumberInput
        label="At most, requests a minute"
        description="More are refused with 429, so that a broken tool harms no other. Empty: no limit."
        min={1}
        max={1_000_000}
        allowDecimal={false}
        hideControls
        {...form.getInputProps("limit")}
      />
      {integration && (
        <Check
          label="Switched on"
          description="Switched off, what it sends is refused."
          checked={form.values.isOn}
          onChange={(isOn) => form.setFieldValue("isOn", isOn)}
        />
      )}
    </FormDialog>
  );
}
