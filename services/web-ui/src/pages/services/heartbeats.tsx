import { Button } from "@mantine/core";
import { useState } from "react";
import { Badge } from "@/components/badge";
import { PlusIcon } from "@/components/icons";
import { useNow } from "@/components/now";
import { Section } from "@/components/page";
import { Row, Rows } from "@/components/rows";
import { Lines } from "@/components/skeletons";
import { Empty, Failed } from "@/components/states";
import { useHeartbeats } from "@/data/integrations";
import type { Heartbeat } from "@/data/model";
import { isAdmin, useMe } from "@/data/session";
import { heartbeatSentence, heartbeatStanding } from "@/lib/heartbeat-words";
import { HeartbeatForm } from "./heartbeat-form";
import { HeartbeatSetup } from "./heartbeat-setup";

/** Jobs of a service that report again and again: when one falls silent, somebody is paged. */
export function Heartbeats({ service }: { service: string }) {
  const me = useMe();
  const now = useNow();
  const beats = useHeartbeats();
  const [editing, setEditing] = useState<Heartbeat | "new" | null>(null);
  const [shown, setShown] = useState<{ heartbeat: Heartbeat; path: string } | null>(null);
  const own = (beats.data ?? []).filter((beat) => beat.service === service);
  return (
    <Section
      title="Heartbeats"
      aside={
        isAdmin(me) && (
          <Button variant="default" leftSection={<PlusIcon size={16} />} onClick={() => setEditing("new")}>
            New heartbeat
          </Button>
        )
      }
    >
      {beats.data ? (
        own.length === 0 ? (
          <Empty title="No job reports here yet">
            A backup or another job that must run calls an address each time it has. When a call does not come in time, an
            incident opens; it resolves by itself when they come again.
          </Empty>
        ) : (
          <Rows label="Heartbeats">
            {own.map((beat) => {
              const { tone, words } = heartbeatStanding(beat);
              return (
                <Row
                  key={beat.id}
                  title={
                    <>
                      {beat.name} <Badge tone={tone}>{words}</Badge>
                    </>
                  }
                  actions={
                    isAdmin(me) && (
                      <Button variant="default" onClick={() => setEditing(beat)} aria-label={`Edit ${beat.name}`}>
                        Edit
                      </Button>
                    )
                  }
                >
                  {heartbeatSentence(beat, now)} Key <code>{beat.key_prefix}…</code>
                </Row>
              );
            })}
          </Rows>
        )
      ) : beats.isError ? (
        <Failed what="The heartbeats could not be loaded" error={beats.error} retry={() => void beats.refetch()} />
      ) : (
        <Lines count={1} height={56} />
      )}
      {editing && (
        <HeartbeatForm
          heartbeat={editing === "new" ? null : editing}
          service={service}
          onClose={() => setEditing(null)}
          onKey={(heartbeat, path) => {
            setEditing(null);
            setShown({ heartbeat, path });
          }}
        />
      )}
      {shown && <HeartbeatSetup {...shown} onClose={() => setShown(null)} />}
    </Section>
  );
}
