import { Button } from "@mantine/core";
import { Face } from "@/components/face";
import { useNow } from "@/components/now";
import { Time } from "@/components/time";
import type { OnCall } from "@/data/model";
import { useOnCallNow } from "@/data/on-call";
import { relative } from "@/lib/time";
import classes from "./now.module.css";

interface NowProps {
  /** Teams that have a schedule. */
  scheduled: string[];
  unscheduled: string[];
  /** Makes a schedule for a team; undefined for who may not. */
  create: ((team: string) => void) | undefined;
}

/** Who has it now, a line a team. */
export function Now({ scheduled, unscheduled, create }: NowProps) {
  const answers = useOnCallNow(scheduled);
  return (
    <ul className={classes.teams}>
      {scheduled.map((team, place) => {
        const answer = answers[place];
        return (
          <li key={team} className={classes.team}>
            <h3 className={classes.name}>{team}</h3>
            {answer?.data ? (
              <Holder onCall={answer.data} />
            ) : (
              <p className={classes.none}>{answer?.isError ? "Not known right now, retrying." : "…"}</p>
            )}
          </li>
        );
      })}
      {unscheduled.map((team) => (
        <li key={team} className={classes.team}>
          <h3 className={classes.name}>{team}</h3>
          <p className={classes.none}>No schedule. Pages go to the admins.</p>
          {create && (
            <Button className={classes.create} variant="default" onClick={() => create(team)}>
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
  if (!onCall.primary) return <p className={classes.nobody}>Nobody is on call. Pages go to the admins.</p>;
  return (
    <>
      <p className={classes.person}>
        <Face name={onCall.primary.name} />
        <strong>{onCall.primary.name}</strong>
      </p>
      <p>
        {onCall.until && (
          <>
            until <Time at={onCall.until} as="clock" /> <span className="muted">({relative(onCall.until, now)})</span>
          </>
        )}
      </p>
      {onCall.secondary && <p className="muted">then {onCall.secondary.name}</p>}
    </>
  );
}
