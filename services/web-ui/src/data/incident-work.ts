/** Working on one incident together: who helps, what belongs to it, what was there before, and why somebody was paged. */
import { useQuery } from "@tanstack/react-query";
import { answer, incidentApi } from "./http";
import type { IncidentChange, NewResponders } from "./model";
import { keys } from "./query-client";
import { useWrite } from "./write";

const at = (id: string) => ({ params: { path: { incident_id: id } } });

/** Replaces its tags, or says that somebody works on it. */
export const useEditIncident = (id: string) =>
  useWrite(
    (body: IncidentChange) => answer(incidentApi.PATCH("/api/v1/incidents/{incident_id}", { ...at(id), body })),
    keys.incident(id),
    keys.incidents,
  );

/** Pages people now, whoever has the incident. */
export const useAskForHelp = (id: string) =>
  useWrite(
    (body: NewResponders) =>
      answer(incidentApi.POST("/api/v1/incidents/{incident_id}/responders", { ...at(id), body })),
    keys.incident(id),
  );

/** The others live on in this one. */
export const useMerge = (id: string) =>
  useWrite(
    (incidents: string[]) =>
      answer(incidentApi.POST("/api/v1/incidents/{incident_id}/merge", { ...at(id), body: { incidents } })),
    keys.incident(id),
    keys.incidents,
    keys.summary,
  );

/** Incidents that are not over and can be merged into this one, newest first: as many as one answer holds. */
export const useMergeable = (id: string) =>
  useQuery({
    queryKey: [...keys.incidents, "mergeable", id],
    queryFn: async ({ signal }) => {
      const query = { status: ["open" as const, "acknowledged" as const, "in_progress" as const], limit: 200 };
      const page = await answer(incidentApi.GET("/api/v1/incidents", { params: { query }, signal }));
      return page.items.filter((incident) => incident.id !== id);
    },
  });

/** Incidents before this one that one of its alerts was part of, newest first. */
export const useEarlier = (id: string) =>
  useQuery({
    queryKey: [...keys.incident(id), "earlier"],
    queryFn: async ({ signal }) =>
      (await answer(incidentApi.GET("/api/v1/incidents/{incident_id}/earlier", { ...at(id), signal }))).items,
    staleTime: 60_000,
  });

/** The whole way of the incident, and why this person was paged or was not. */
export const useTrace = (id: string, user: string) =>
  useQuery({
    queryKey: [...keys.incident(id), "trace", user],
    queryFn: ({ signal }) =>
      answer(
        incidentApi.GET("/api/v1/incidents/{incident_id}/trace", {
          params: { path: { incident_id: id }, query: { user } },
          signal,
        }),
      ),
  });
