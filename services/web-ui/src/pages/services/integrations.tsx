import { Button } from "@mantine/core";
import { useState } from "react";
import { Refused } from "@/components/form-dialog";
import { PlusIcon } from "@/components/icons";
import { Section } from "@/components/page";
import { Row, Rows } from "@/components/rows";
import { Lines } from "@/components/skeletons";
import { Empty, Failed } from "@/components/states";
import { TestTrail } from "@/components/test-trail";
import { Time } from "@/components/time";
import { useIntegrations, useTestIntegration } from "@/data/integrations";
import type { Integration, Service } from "@/data/model";
import { isAdmin, mayRespond, useMe } from "@/data/session";
import { alertsCounted } from "@/lib/incident-words";
import { sourceWords } from "@/lib/tools";
import { IntegrationForm } from "./integration-form";
import { IntegrationSetup } from "./integration-setup";

interface IntegrationsProps {
  /** The service whose senders they are; null for those whose messages name the service. */
  service: Service | null;
}

/** The monitoring tools that send alerts, each with a key of its own. */
export function Integrations({ service }: IntegrationsProps) {
  const me = useMe();
  const integrations = useIntegrations();
  const [editing, setEditing] = useState<Integration | "new" | null>(null);
  const [shown, setShown] = useState<{ integration: Integration; secret: string | null } | null>(null);
  const own = (integrations.data ?? []).filter((one) => one.service === (service?.name ?? null));
  return (
    <Section
      title={service ? "Integrations" : "Integrations of many services"}
      aside={
        isAdmin(me) && (
          <Button variant="default" leftSection={<PlusIcon size={16} />} onClick={() => setEditing("new")}>
            New integration
          </Button>
        )
      }
    >
      {integrations.data ? (
        own.length === 0 ? (
          <Empty title={service ? `Nothing sends alerts of ${service.name} yet` : "No tool sends alerts of many services"}>
            {service
              ? "An integration is a monitoring tool with a key of its own. What it sends pages whoever is on call for this service."
              : "A tool that watches everything, such as Alertmanager, needs one integration: its alerts name their service. A tool of one service is set up on that service's page."}
          </Empty>
        ) : (
          <Rows label="Integrations">
            {own.map((one) => (
              <IntegrationRow
                key={one.id}
                integration={one}
                service={service}
                edit={isAdmin(me) ? () => setEditing(one) : null}
                showSetup={() => setShown({ integration: one, secret: null })}
              />
            ))}
          </Rows>
        )
      ) : integrations.isError ? (
        <Failed
          what="The integrations could not be loaded"
          error={integrations.error}
          retry={() => void integrations.refetch()}
        />
      ) : (
        <Lines count={2} height={56} />
      )}
      {editing && (
        <IntegrationForm
          integration={editing === "new" ? null : editing}
          service={service}
          taken={(integrations.data ?? []).map(({ name }) => name)}
          onClose={() => setEditing(null)}
          onKey={(integration, secret) => {
            setEditing(null);
            setShown({ integration, secret });
          }}
        />
      )}
      {shown && <IntegrationSetup {...shown} service={service} onClose={() => setShown(null)} />}
    </Section>
  );
}

interface IntegrationRowProps {
  integration: Integration;
  service: Service | null;
  /** Null for who may not. */
  edit: (() => void) | null;
  showSetup: () => void;
}

function IntegrationRow({ integration, service, edit, showSetup }: IntegrationRowProps) {
  const me = useMe();
  const test = useTestIntegration(integration.id);
  const { name, source, key_prefix, alerts_received, last_received_at, is_enabled, rate_limit_per_minute } = integration;
  return (
    <Row
      title={name}
      actions={
        <>
          {mayRespond(me) && service && (
            <Button
              variant="default"
              loading={test.isPending}
              disabled={!is_enabled}
              onClick={() => test.mutate({ severity: "high" })}
              aria-label={`Send a test alert of ${name}`}
            >
              Send a test alert
            </Button>
          )}
          <Button variant="default" onClick={showSetup} aria-label={`Set-up of ${name}`}>
            Set-up
          </Button>
          {edit && (
            <Button variant="default" onClick={edit} aria-label={`Edit ${name}`}>
              Edit
            </Button>
          )}
        </>
      }
    >
      <p>
        {!is_enabled && <strong>Switched off: what it sends is refused. </strong>}
        {sourceWords(source)}, key <code>{key_prefix}…</code>{" "}
        {last_received_at ? (
          <>
            {alertsCounted(alerts_received)}, the last <Time at={last_received_at} />.
          </>
        ) : (
          "Nothing has come by it yet."
        )}
        {rate_limit_per_minute !== null && ` At most ${rate_limit_per_minute} requests a minute.`}
      </p>
      <Refused error={test.error} />
      {test.data?.incident_id && (
        <TestTrail incidentId={test.data.incident_id} isNew={test.data.result === "new_incident"} />
      )}
      {test.data && !test.data.incident_id && <p>A rule records such alerts and opens nothing, so nobody is paged.</p>}
    </Row>
  );
}
