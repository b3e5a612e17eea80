import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { lazy, Suspense } from "react";
import { Face } from "@/components/face";
import { Time } from "@/components/time";
import type { IncidentDetail } from "@/data/model";
import { useNameOf } from "@/data/people";
import { mayRespond, useMe } from "@/data/session";
import classes from "./responders.module.css";

const AskForHelp = lazy(async () => ({ default: (await import("./ask-for-help")).AskForHelp }));

/** Who was asked to help besides whoever has it. */
export function Responders({ incident }: { incident: IncidentDetail }) {
  const me = useMe();
  const nameOf = useNameOf();
  const [isAsking, { open, close }] = useDisclosure();
  return (
    <div className={classes.responders}>
      {incident.responders.length === 0 ? (
        <p className="muted">Nobody was asked.</p>
      ) : (
        <ul className={classes.people}>
          {incident.responders.map(({ person, added_by, added_at }) => (
            <li key={person.id}>
              <Face name={person.name} />
              <span>
                {person.name}
                <span className={classes.by}>
                  asked by {nameOf(added_by)} <Time at={added_at} />
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {mayRespond(me) && incident.status !== "resolved" && (
        <Button variant="default" onClick={open}>
          Ask for help
        </Button>
      )}
      {isAsking && (
        <Suspense>
          <AskForHelp incident={incident} onClose={close} />
        </Suspense>
      )}
    </div>
  );
}
