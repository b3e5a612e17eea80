import { Button, Modal, Select } from "@mantine/core";
import { useState } from "react";
import { Snippet } from "@/components/snippet";
import type { Integration, Service } from "@/data/model";
import { setupText, toolsOf } from "@/lib/tools";
import { Arrival } from "./arrival";
import classes from "./services.module.css";

const PLACEHOLDER = "YOUR_KEY";

interface IntegrationSetupProps {
  integration: Integration;
  /** The key, while it can be shown; null once it cannot. */
  secret: string | null;
  service: Service | null;
  onClose: () => void;
}

/** What to put into the tool, and whether its first alert has come. */
export function IntegrationSetup({ integration, secret, service, onClose }: IntegrationSetupProps) {
  const tools = toolsOf(integration.source);
  const [toolId, setToolId] = useState(tools[0]?.id ?? "");
  const tool = tools.find(({ id }) => id === toolId);
  const text = setupText(tool, {
    origin: globalThis.location.origin,
    key: secret ?? PLACEHOLDER,
    service: service?.name ?? "checkout-api",
    setup: integration.setup,
  });
  return (
    <Modal opened onClose={onClose} title={`Set-up of ${integration.name}`} size="lg" closeOnClickOutside={secret === null}>
      <div className={classes.setup}>
        {secret === null ? (
          <p className="muted">
            The key was shown when it was made. Where it is lost, give the integration another one under Edit.
          </p>
        ) : (
          <>
            <p>Copy the key now: it is not shown again. It may send alerts, and nothing else.</p>
            <Snippet label="The key" text={secret} />
          </>
        )}
        {tools.length > 1 && (
          <Select
            label="Put it into"
            data={tools.map(({ id, name }) => ({ value: id, label: name }))}
            value={toolId}
            onChange={(id) => id && setToolId(id)}
            allowDeselect={false}
          />
        )}
        {tool?.where && <p className="muted">{tool.where}</p>}
        <Snippet label={`Set-up of ${tool?.name ?? integration.source}`} text={text} />
        <Arrival id={integration.id} before={integration.alerts_received} />
        <Button onClick={onClose} className={classes.done}>
          {secret === null ? "Close" : "I have the key"}
        </Button>
      </div>
    </Modal>
  );
}
