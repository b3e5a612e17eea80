/** Schedules: who is on call now, and who will be. */
import { keepPreviousData, useMutation, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, oncallApi } from "./http";
import type { NewOverride, NewSchedule } from "./model";
import { keys } from "./query-client";

export const useSchedules = () =>
  useQuery({
    queryKey: keys.schedules,
    queryFn: async ({ signal }) =>
      (await answer(oncallApi.GET("/api/v1/schedules", { params: { query: { limit: 200 } }, signal }))).items,
  });

/** Who is on call for each team that has a schedule, in the order given. */
export const useOnCallNow = (teams: string[]) =>
  useQueries({
    queries: teams.map((team) => ({
      queryKey: [...keys.schedules, "now", team],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        answer(oncallApi.GET("/api/v1/oncall/current", { params: { query: { team } }, signal })),
      refetchInterval: 30_000,
    })),
  });

/** Who is on call from when to when, overrides applied and gaps named. */
export const useFinalSchedule = (id: string, from: string, to: string) =>
  useQuery({
    queryKey: [...keys.schedules, "final", id, from, to],
    queryFn: ({ signal }) =>
      answer(
        oncallApi.GET("/api/v1/schedules/{schedule_id}/final", {
          params: { path: { schedule_id: id }, query: { from, to } },
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
