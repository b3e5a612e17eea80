import { Button } from "@mantine/core";
import { Face } from "@/components/face";
import { useNow } from "@/components/now";
import { Time } from "@/components/time";
import type { OnCall, Team } from "@/data/model";
import { useOnCallNow } from "@/data/on-call";
import { relative } from "@/lib/time";
import classes from "./now.module.css";

interface NowProps {
  /** Teams that have a schedule. */
  scheduled: string[];
  unscheduled: Team[];
  /** Makes a schedule for a team; undefined for who may not. */
  create: ((team: string) => void) | undefined;
}

/** Who has it now, a line a team. */
export function Now({ scheduled, unscheduled, create }: NowProps) {
  const onCall = useOnCallNow();
  return (
    <ul className={classes.teams}>
      {scheduled.map((team) => {
        const now = onCall.data?.find((answer) => answer.team === team);
        return (
          <li key={team} className={classes.team}>
            <h3 className={classes.name}>{team}</h3>
            {now ? (
              <Holder onCall={now} />
            ) : (
              <p className={classes.none}>{onCall.isError ? "Not known right now, retrying." : "…"}</p>
            )}
          </li>
        );
      })}
      {unscheduled.map(({ name, manager }) => (
        <li key={name} className={classes.team}>
          <h3 className={classes.name}>{name}</h3>
          <p className={classes.none}>No schedule. Pages go to {manager?.name ?? "the admins"}.</p>
          {create && (
            <Button className={classes.create} variant="default" onClick={() => create(name)}>
              Make a schedule
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function Holder({ onCall }: { onCall: OnCall }) {
  const now = useNow();
  const others = [onCall.secondary && `secondary ${onCall.secondary.name}`, ...onCall.also.map(({ name }) => `also ${name}`)];
  return (
    <>
      {onCall.primary ? (
        <p className={classes.person}>
          <Face name={onCall.primary.name} />
          <strong>{onCall.primary.name}</strong>
        </p>
      ) : (
        <p className={classes.nobody}>Nobody</p>
      )}
      <p className={classes.until}>
        {onCall.until && (
          <>
            until <Time at={onCall.until} as="clock" /> <span className="muted">({relative(onCall.until, now)})</span>
          </>
        )}
      </p>
      <p className="muted">{others.filter(Boolean).join(", ")}</p>
    </>
  );
}
