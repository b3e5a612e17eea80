/** What people write about an incident afterwards: notes put right, the post-mortem and its versions, action items. */
import { useQuery } from "@tanstack/react-query";
import { answer, incidentApi } from "./http";
import type { ActionItemChange, NewActionItem, PostmortemChange } from "./model";
import { keys } from "./query-client";
import { useWrite } from "./write";

const at = (incident_id: string) => ({ params: { path: { incident_id } } });

/** What the note said before stays in its history. */
export const useEditNote = (incident_id: string, note_id: string) =>
  useWrite(
    (content: string) =>
      answer(
        incidentApi.PATCH("/api/v1/incidents/{incident_id}/notes/{note_id}", {
          params: { path: { incident_id, note_id } },
          body: { content },
        }),
      ),
    keys.incident(incident_id),
  );

/** Every text that the note ever had, oldest first. */
export const useNoteHistory = (incident_id: string, note_id: string) =>
  useQuery({
    queryKey: [...keys.incident(incident_id), "note", note_id],
    queryFn: async ({ signal }) =>
      (
        await answer(
          incidentApi.GET("/api/v1/incidents/{incident_id}/notes/{note_id}/history", {
            params: { path: { incident_id, note_id } },
            signal,
          }),
        )
      ).items,
    staleTime: 0,
  });

/** Newest first, without their texts. */
const versionsOf = async (incident_id: string, signal: AbortSignal) =>
  (await answer(incidentApi.GET("/api/v1/incidents/{incident_id}/postmortem/versions", { ...at(incident_id), signal }))).items;

/** As it was last saved; null where none was begun. Versions are asked for first: to have none is no error. */
export const usePostmortem = (incident_id: string) =>
  useQuery({
    queryKey: keys.postmortem(incident_id),
    queryFn: async ({ signal }) =>
      (await versionsOf(incident_id, signal)).length === 0
        ? null
        : answer(incidentApi.GET("/api/v1/incidents/{incident_id}/postmortem", { ...at(incident_id), signal })),
  });

/** Saves the template, filled in with what the platform knows, as version 1. */
export const useBeginPostmortem = (incident_id: string) =>
  useWrite(
    () => answer(incidentApi.POST("/api/v1/incidents/{incident_id}/postmortem", at(incident_id))),
    keys.postmortem(incident_id),
  );

/** Refused with 409 where somebody else saved a further version meanwhile. */
export const useSavePostmortem = (incident_id: string) =>
  useWrite(
    (body: PostmortemChange) =>
      answer(incidentApi.PUT("/api/v1/incidents/{incident_id}/postmortem", { ...at(incident_id), body })),
    keys.postmortem(incident_id),
  );

export const useVersions = (incident_id: string) =>
  useQuery({
    queryKey: [...keys.postmortem(incident_id), "versions"],
    queryFn: ({ signal }) => versionsOf(incident_id, signal),
  });

/** As it was saved then. */
export const useVersion = (incident_id: string, version: number | null) =>
  useQuery({
    queryKey: [...keys.postmortem(incident_id), "versions", version],
    queryFn: ({ signal }) =>
      answer(
        incidentApi.GET("/api/v1/incidents/{incident_id}/postmortem/versions/{version}", {
          params: { path: { incident_id, version: version ?? 0 } },
          signal,
        }),
      ),
    enabled: version !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Open and done ones, oldest first. */
export const useActionItems = (incident_id: string) =>
  useQuery({
    queryKey: keys.actionItems(incident_id),
    queryFn: async ({ signal }) =>
      (await answer(incidentApi.GET("/api/v1/incidents/{incident_id}/action-items", { ...at(incident_id), signal }))).items,
  });

export const useAddActionItem = (incident_id: string) =>
  useWrite(
    (body: NewActionItem) =>
      answer(incidentApi.POST("/api/v1/incidents/{incident_id}/action-items", { ...at(incident_id), body })),
    keys.actionItems(incident_id),
  );

export const useChangeActionItem = (incident_id: string, item_id: string) =>
  useWrite(
    (body: ActionItemChange) =>
      answer(incidentApi.PATCH("/api/v1/action-items/{item_id}", { params: { path: { item_id } }, body })),
    keys.actionItems(incident_id),
  );

export const useDeleteActionItem = (incident_id: string) =>
  useWrite(
    (item_id: string) => answer(incidentApi.DELETE("/api/v1/action-items/{item_id}", { params: { path: { item_id } } })),
    keys.actionItems(incident_id),
  );
