/** Acknowledging, resolving and assigning, with a word for whoever was too late. */
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { isProblem } from "@/data/http";
import { type Change, fetchIncident, useChangeIncident } from "@/data/incidents";
import { useNameOf } from "@/data/people";
import { refusalWords } from "@/lib/refusal";
import { whyAndWhatToDo } from "./states";

export function useIncidentActions() {
  const client = useQueryClient();
  const { mutateAsync, isPending } = useChangeIncident();
  const nameOf = useNameOf();

  /** Resolves to whether it was taken; a refusal is told to the reader. */
  const change = useCallback(
    async (wanted: Change): Promise<boolean> => {
      const triedAt = Date.now();
      try {
        await mutateAsync(wanted);
        return true;
      } catch (error) {
        let message = whyAndWhatToDo(error);
        if (isProblem(error, 409)) {
          const now = await fetchIncident(client, wanted.incident.id).catch(() => null);
          const current = error.current ?? now;
          if (current) message = refusalWords(current, now?.timeline ?? [], nameOf, triedAt);
        }
        notifications.show({ color: "red", title: `Not changed: ${wanted.incident.title}`, message });
        return false;
      }
    },
    [client, mutateAsync, nameOf],
  );
  return { change, isPending };
}
