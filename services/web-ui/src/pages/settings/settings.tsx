import { Button } from "@mantine/core";
import { useState } from "react";
import { Confirm } from "@/components/form-dialog";
import { PlusIcon } from "@/components/icons";
import { Page, Section } from "@/components/page";
import { Row, Rows } from "@/components/rows";
import { Lines } from "@/components/skeletons";
import { Empty, Failed } from "@/components/states";
import { Time } from "@/components/time";
import type { ApiKey } from "@/data/model";
import { useChannels } from "@/data/notifications";
import { isAdmin, useMe } from "@/data/session";
import { useApiKeys, useRevokeApiKey } from "@/data/setup";
import { KeyForm } from "./key-form";
import { SingleSignOn } from "./single-sign-on";
import { Subscriptions } from "./subscriptions";

export function SettingsPage() {
  const me = useMe();
  return (
    <Page title="Settings" sentence="Keys for machines, programs that are told, and the ways by which people are reached and sign in.">
      {isAdmin(me) && <Keys />}
      {isAdmin(me) && <Subscriptions />}
      <Channels />
      <SingleSignOn />
    </Page>
  );
}

function Keys() {
  const keys = useApiKeys();
  const revoke = useRevokeApiKey();
  const [isMaking, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const living = (keys.data ?? []).filter(({ revoked_at }) => revoked_at === null);
  return (
    <Section
      title="API keys"
      aside={
        <Button variant="default" leftSection={<PlusIcon size={16} />} onClick={() => setMaking(true)}>
          New key
        </Button>
      }
    >
      {keys.data ? (
        living.length === 0 ? (
          <Empty title="No key yet">A key lets a monitoring tool send alerts, or a script do what a person may.</Empty>
        ) : (
          <Rows label="API keys">
            {living.map((key) => (
              <Row
                key={key.id}
                title={key.name}
                actions={
                  <Button variant="default" onClick={() => setRevoking(key)} aria-label={`Revoke ${key.name}`}>
                    Revoke
                  </Button>
                }
              >
                <code>{key.prefix}…</code> {mayDo(key)}, made by {key.created_by} <Time at={key.created_at} />.{" "}
                {key.last_used_at ? (
                  <>
                    Last used <Time at={key.last_used_at} />.
                  </>
                ) : (
                  "Never used."
                )}
                {key.expires_at && (
                  <>
                    {" "}
                    Ends <Time at={key.expires_at} />.
                  </>
                )}
              </Row>
            ))}
          </Rows>
        )
      ) : keys.isError ? (
        <Failed what="The keys could not be loaded" error={keys.error} retry={() => void keys.refetch()} />
      ) : (
        <Lines count={2} height={56} />
      )}
      {isMaking && <KeyForm onClose={() => setMaking(false)} />}
      {revoking && (
        <Confirm
          title={`Revoke ${revoking.name}`}
          verb="Revoke the key"
          write={revoke}
          onConfirm={() => revoke.mutate(revoking.id, { onSuccess: () => setRevoking(null) })}
          onClose={() => setRevoking(null)}
        >
          <p>Whatever uses it is refused from now on. A tool that sends alerts with it sends them in vain.</p>
        </Confirm>
      )}
    </Section>
  );
}

const mayDo = ({ role, scopes }: ApiKey): string =>
  role ? `may do what a ${role} may` : scopes.join() === "ingest" ? "may send alerts, and nothing else" : `may ${scopes.join(", ")}`;

function Channels() {
  const channels = useChannels();
  return (
    <Section title="Channels">
      {channels.data ? (
        <Rows label="Channels">
          {channels.data.map(({ channel, is_on, off_because }) => (
            <Row key={channel} title={channel}>
              {is_on ? "On." : `Off: ${off_because ?? "it is not set up"}`}
            </Row>
          ))}
        </Rows>
      ) : channels.isError ? (
        <Failed what="The channels could not be loaded" error={channels.error} retry={() => void channels.refetch()} />
      ) : (
        <Lines count={4} height={56} />
      )}
    </Section>
  );
}
