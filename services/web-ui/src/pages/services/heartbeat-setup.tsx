import { Button, Modal } from "@mantine/core";
import { Snippet } from "@/components/snippet";
import { useHeartbeats } from "@/data/integrations";
import type { Heartbeat } from "@/data/model";
import { heartbeatStanding } from "@/lib/heartbeat-words";
import classes from "./services.module.css";

interface HeartbeatSetupProps {
  heartbeat: Heartbeat;
  /** Where the job sends its POST: it holds the key, so it is shown this once. */
  path: string;
  onClose: () => void;
}

/** What the job calls, and whether its first call has come. */
export function HeartbeatSetup({ heartbeat, path, onClose }: HeartbeatSetupProps) {
  const now = useHeartbeats().data?.find(({ id }) => id === heartbeat.id) ?? heartbeat;
  const hasBeaten = now.last_beat_at !== null && now.last_beat_at !== heartbeat.last_beat_at;
  const address = globalThis.location.origin + path;
  return (
    <Modal opened onClose={onClose} title={`Set-up of ${heartbeat.name}`} size="lg" closeOnClickOutside={false}>
      <div className={classes.setup}>
        <p>Copy it now: the address holds the key and is not shown again.</p>
        <Snippet label="At the end of the job" text={`curl -fsS -X POST ${address}`} />
        <Snippet label="As a line of crontab" text={`0 3 * * * /usr/local/bin/backup && curl -fsS -X POST ${address}`} />
        <p className={classes.arrival} data-arrived={hasBeaten} aria-live="polite">
          {hasBeaten
            ? `It works: a beat came. ${heartbeatStanding(now).words}.`
            : "Waiting for a beat. It shows here within seconds."}
        </p>
        <Button onClick={onClose} className={classes.done}>
          I have the address
        </Button>
      </div>
    </Modal>
  );
}
