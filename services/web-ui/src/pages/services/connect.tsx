import { Button, Select } from "@mantine/core";
import { useState } from "react";
import { Refused } from "@/components/form-dialog";
import { Snippet } from "@/components/snippet";
import type { Service } from "@/data/model";
import { useMakeApiKey } from "@/data/setup";
import { TOOLS } from "@/lib/tools";
import classes from "./services.module.css";

const PLACEHOLDER = "YOUR_INGEST_KEY";

/** What to put into a monitoring tool, with a key already in it where one is made here. */
export function Connect({ services, mayMakeKeys }: { services: Service[]; mayMakeKeys: boolean }) {
  const [toolId, setToolId] = useState("curl");
  const [service, setService] = useState<string | null>(null);
  const makeKey = useMakeApiKey();
  const tool = TOOLS.find(({ id }) => id === toolId) ?? TOOLS[0];
  if (!tool) return null;
  const key = makeKey.data?.key ?? PLACEHOLDER;
  const named = service ?? services[0]?.name ?? "checkout-api";
  return (
    <div className={classes.connect}>
      <div className={classes.choices}>
        <Select
          label="Tool"
          data={TOOLS.map(({ id, name }) => ({ value: id, label: name }))}
          value={tool.id}
          onChange={(id) => id && setToolId(id)}
          allowDeselect={false}
          searchable
          w={280}
        />
        {services.length > 0 && (
          <Select
            label="Service"
            data={services.map(({ name }) => name)}
            value={named}
            onChange={setService}
            allowDeselect={false}
            w={200}
          />
        )}
        {mayMakeKeys && !makeKey.data && (
          <Button
            variant="default"
            loading={makeKey.isPending}
            onClick={() => makeKey.mutate({ name: `${tool.name} (sender)`, scopes: ["ingest"] })}
          >
            Put a new key into it
          </Button>
        )}
      </div>
      <Refused error={makeKey.error} />
      <p className="muted">{tool.where}</p>
      <Snippet label={`Set-up of ${tool.name}`} text={tool.snippet(globalThis.location.origin, key, named)} />
      <p className="muted">
        {makeKey.data
          ? "The key is shown this once. It may send alerts, and nothing else."
          : mayMakeKeys
            ? "The key of a sender may send alerts, and nothing else. INGEST_API_KEY of the set-up is one."
            : "Ask an admin for a key that may send alerts."}
      </p>
    </div>
  );
}
