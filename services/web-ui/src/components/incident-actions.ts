/** Acknowledging, resolving and assigning, with a word for whoever was too late. */
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { isProblem, Unreachable } from "@/data/http";
import { type Change, fetchIncident, useChangeIncident, useChangeIncidents } from "@/data/incidents";
import type { Incident, Person } from "@/data/model";
import { useNameOf } from "@/data/people";
import { useSeen } from "@/data/seen";
import { useMe } from "@/data/session";
import { refusalWords } from "@/lib/refusal";
import { whyAndWhatToDo } from "./states";

/** Each resolves to whether it was taken; a refusal is told to the reader. */
export function useIncidentActions() {
  const me = useMe();
  const client = useQueryClient();
  const { mutateAsync } = useChangeIncident();
  const { mutateAsync: changeMany } = useChangeIncidents();
  const nameOf = useNameOf();
  const { see } = useSeen();

  const change = useCallback(
    async (wanted: Change): Promise<boolean> => {
      const triedAt = Date.now();
      try {
        see([await mutateAsync(wanted)]);
        return true;
      } catch (error) {
        const { title } = wanted.incident;
        if (error instanceof Unreachable) {
          // It may have been changed all the same: only the answer is missing.
          const message = "The platform does not answer. What became of it shows here as soon as it does.";
          notifications.show({ color: "yellow", title: `No answer: ${title}`, message });
          return false;
        }
        let message = whyAndWhatToDo(error);
        if (isProblem(error, 409)) {
          const now = await fetchIncident(client, wanted.incident.id).catch(() => null);
          const current = error.current ?? now;
          if (current) message = refusalWords(current, now?.timeline ?? [], nameOf, triedAt);
        }
        notifications.show({ color: "red", title: `Not changed: ${title}`, message });
        return false;
      }
    },
    [client, mutateAsync, nameOf, see],
  );

  /** Who acknowledges has it: it becomes theirs, whoever was paged. */
  const move = useCallback(
    (incident: Incident, to: "acknowledged" | "resolved") =>
      change({ incident, to, ...(to === "acknowledged" && { assignTo: me }) }),
    [change, me],
  );
  /** Resolves to those that were taken. */
  const moveAll = useCallback(
    async (incidents: Incident[], to: "acknowledged" | "resolved"): Promise<Incident[]> => {
      try {
        const { changed, refused } = await changeMany({ incidents, to, ...(to === "acknowledged" && { assignTo: me }) });
        see(changed);
        if (refused.length > 0) {
          const [first, ...more] = refused.map(({ incident, refusal }) => {
            const why = refusal.current ? refusalWords(refusal.current, [], nameOf, 0) : refusal.detail;
            return `${incident.title}: ${why}`;
          });
          const title = `${refused.length} of ${incidents.length} not changed`;
          notifications.show({ color: "red", title, message: more.length > 0 ? `${first} And ${more.length} more.` : first });
        }
        return changed;
      } catch (error) {
        notifications.show({ color: "red", title: "Nothing was changed", message: whyAndWhatToDo(error) });
        return [];
      }
    },
    [changeMany, me, nameOf, see],
  );
  const assign = useCallback((incident: Incident, person: Person) => change({ incident, assignTo: person }), [change]);
  return { move, moveAll, assign };
}
