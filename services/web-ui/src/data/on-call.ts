/** Schedules: who is on call now, and who will be. */
import { keepPreviousData, useMutation, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, isProblem, oncallApi } from "./http";
import type { NewOverride, NewSchedule, OnCall, Team } from "./model";
import { keys } from "./query-client";

export const useSchedules = () =>
  useQuery({
    queryKey: keys.schedules,
    queryFn: async ({ signal }) =>
      (await answer(oncallApi.GET("/api/v1/schedules", { params: { query: { limit: 200 } }, signal }))).items,
  });

/** Who is on call for each team, in the order given; null for a team without a schedule. */
export const useOnCallNow = (teams: Pick<Team, "name">[]) =>
  useQueries({
    queries: teams.map(({ name }) => ({
      queryKey: [...keys.schedules, "now", name],
      queryFn: async ({ signal }: { signal: AbortSignal }): Promise<OnCall | null> => {
        try {
          return await answer(oncallApi.GET("/api/v1/oncall/current", { params: { query: { team: name } }, signal }));
        } catch (error) {
          if (isProblem(error, 404)) return null;
          throw error;
        }
      },
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
