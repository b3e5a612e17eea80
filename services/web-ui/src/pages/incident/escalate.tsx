import { Button, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useShortcuts } from "@/components/shortcuts";
import { whyAndWhatToDo } from "@/components/states";
import { useEscalate } from "@/data/incidents";
import type { IncidentDetail } from "@/data/model";
import { mayRespond, useMe } from "@/data/session";
import classes from "./incident.module.css";
import { useNextNames } from "./use-next-names";

/** Pages the next person without waiting, after saying who that is. */
export function Escalate({ incident }: { incident: IncidentDetail }) {
  const me = useMe();
  const escalate = useEscalate(incident.id);
  const [isAsking, { open, close }] = useDisclosure();
  const next = useNextNames(incident);
  const isPossible = mayRespond(me) && incident.status === "open";
  useShortcuts({ e: () => isPossible && open() });
  if (!isPossible) return null;
  const who = next.length > 0 ? next.join(" and ") : "the next person";
  return (
    <>
      <Button size="md" variant="subtle" onClick={open}>
        Escalate
      </Button>
      <Modal opened={isAsking} onClose={close} title="Page the next person now">
        <div className={classes.ask}>
          <p>
            {next.length > 0 ? `${who} ${next.length > 1 ? "are" : "is"} next.` : "Whoever comes next is paged at once."}{" "}
            The platform does not wait for those who were paged before.
          </p>
          {escalate.isError && (
            <p className={classes.refused} role="alert">
              {whyAndWhatToDo(escalate.error)}
            </p>
          )}
          <div className={classes.answers}>
            <Button variant="default" onClick={close}>
              Wait
            </Button>
            <Button
              data-autofocus
              loading={escalate.isPending}
              onClick={() => escalate.mutate(undefined, { onSuccess: close })}
            >
              Page {who} now
            </Button>
          </div>
        </div>
      </Modal>
    </>
  );
}
