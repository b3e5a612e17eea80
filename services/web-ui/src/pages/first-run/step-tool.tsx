import { Button, Select } from "@mantine/core";
import { useState } from "react";
import { Refused } from "@/components/form-dialog";
import { Snippet } from "@/components/snippet";
import { useIntegrations, useMakeIntegration } from "@/data/integrations";
import { freeName, setupText, TOOLS } from "@/lib/tools";
import { Arrival } from "../services/arrival";
import classes from "./first-run.module.css";

/** A key for a tool and what to put into it. It may be left out: a test page needs none. */
export function StepTool({ service, done }: { service: string; done: () => void }) {
  const taken = useIntegrations().data;
  const make = useMakeIntegration();
  const [toolId, setToolId] = useState("curl");
  const tool = TOOLS.find(({ id }) => id === toolId) ?? TOOLS[0];
  const made = make.data;
  const makeKey = () =>
    tool &&
    make.mutate({
      name: freeName([tool.id === "curl" ? "Script" : tool.name, service].join(", "), (taken ?? []).map(({ name }) => name)),
      source: tool.source,
      service,
      service_from: "payload",
      mapping: {},
      is_enabled: true,
    });
  return (
    <div className={classes.fields}>
      <Select
        label="Tool"
        data={TOOLS.map(({ id, name }) => ({ value: id, label: name }))}
        value={toolId}
        onChange={(id) => id && setToolId(id)}
        disabled={made !== undefined}
        searchable
        openOnFocus={false}
        allowDeselect={false}
        nothingFoundMessage="Not by this name: anything that posts JSON works too"
      />
      <Refused error={make.error} />
      {made ? (
        <>
          <p>
            Copy this now: the key in it is not shown again. It may send alerts, and nothing else.
            {tool?.where && ` ${tool.where}`}
          </p>
          <Snippet
            label={`Set-up of ${tool?.name}`}
            text={setupText(tool, { origin: globalThis.location.origin, key: made.key, service, setup: made.setup })}
          />
          <Arrival id={made.id} before={0} />
          <Button className={classes.next} onClick={done}>
            Continue
          </Button>
        </>
      ) : (
        <div className={classes.buttons}>
          <Button loading={make.isPending} disabled={!taken} onClick={makeKey}>
            Make its key
          </Button>
          <Button variant="subtle" onClick={done}>
            Not now
          </Button>
        </div>
      )}
    </div>
  );
}
