/** Schedules: who is on call now, and who will be. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, oncallApi } from "./http";
import type { NewOverride, NewSchedule, Override, Role } from "./model";
import { keys } from "./query-client";

export const useSchedules = () =>
  useQuery({
    queryKey: keys.schedules,
    queryFn: async ({ signal }) =>
      (await answer(oncallApi.GET("/api/v1/schedules", { params: { query: { limit: 200 } }, signal }))).items.toSorted(
        (a, b) => a.team.localeCompare(b.team),
      ),
  });

/** Who is on call now, for each team that has a schedule. */
export const useOnCallNow = () =>
  useQuery({
    queryKey: [...keys.schedules, "now"],
    queryFn: async ({ signal }) =>
      (await answer(oncallApi.GET("/api/v1/oncall", { params: { query: { limit: 200 } }, signal }))).items,
    refetchInterval: 30_000,
  });

/** Who is on call from when to when, overrides applied and gaps named. */
export const useFinalSchedule = (id: string, role: Role, from: string, to: string) =>
  useQuery({
    queryKey: [...keys.schedules, "final", id, role, from, to],
    queryFn: ({ signal }) =>
      answer(
        oncallApi.GET("/api/v1/schedules/{schedule_id}/final", {
          params: { path: { schedule_id: id }, query: { role, from, to } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });

export function useCreateSchedule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewSchedule) => answer(oncallApi.POST("/api/v1/schedules", { body })),
    onSuccess: () =>
      Promise.all([keys.schedules, keys.teams, keys.users].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}

/** The overrides that touch the range, whatever their role. */
export const useOverrides = (scheduleId: string, from: string, to: string) =>
  useQuery({
    queryKey: [...keys.schedules, "overrides", scheduleId, from, to],
    queryFn: async ({ signal }) =>
      (
        await answer(
          oncallApi.GET("/api/v1/schedules/{schedule_id}/overrides", {
            params: { path: { schedule_id: scheduleId }, query: { from, to, limit: 200 } },
            signal,
          }),
        )
      ).items,
  });

export function useRemoveOverride() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, schedule_id }: Pick<Override, "id" | "schedule_id">) =>
      answer(
        oncallApi.DELETE("/api/v1/schedules/{schedule_id}/overrides/{override_id}", {
          params: { path: { schedule_id, override_id: id } },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.schedules }),
  });
}

export function useAddOverride(scheduleId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewOverride) =>
      answer(
        oncallApi.POST("/api/v1/schedules/{schedule_id}/overrides", { params: { path: { schedule_id: scheduleId } }, body }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.schedules }),
  });
}

/** Who will be on call at an instant to come, for each team that has a schedule. */
export const useOnCallAt = (at: string | null) =>
  useQuery({
    queryKey: [...keys.schedules, "at", at],
    queryFn: async ({ signal }) =>
      (await answer(oncallApi.GET("/api/v1/oncall", { params: { query: { at: at ?? "", limit: 200 } }, signal }))).items,
    enabled: at !== null,
  });

export const usePolicy = (id: string | null) =>
  useQuery({
    queryKey: keys.policy(id ?? ""),
    queryFn: ({ signal }) =>
      answer(
        oncallApi.GET("/api/v1/escalation-policies/{policy_id}", { params: { path: { policy_id: id ?? "" } }, signal }),
      ),
    enabled: id !== null,
  });

/** The turns of one person in every schedule. */
export const useShifts = (user: string, from: string, to: string) =>
  useQuery({
    queryKey: [...keys.schedules, "shifts", user, from, to],
    queryFn: async ({ signal }) =>
      (await answer(oncallApi.GET("/api/v1/oncall/shifts", { params: { query: { user, from, to } }, signal }))).items,
  });
