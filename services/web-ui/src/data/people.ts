/** People, teams and services, for names and for choices. */
import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { answer, oncallApi } from "./http";
import { keys } from "./query-client";

/** More than anybody scrolls through in a menu; the API's own limit. */
const query = { limit: 200 };

export const useUsers = () =>
  useQuery({
    queryKey: keys.users,
    queryFn: async ({ signal }) => (await answer(oncallApi.GET("/api/v1/users", { params: { query }, signal }))).items,
    staleTime: 60_000,
  });

export const useTeams = () =>
  useQuery({
    queryKey: keys.teams,
    queryFn: async ({ signal }) => (await answer(oncallApi.GET("/api/v1/teams", { params: { query }, signal }))).items,
    staleTime: 60_000,
  });

export const useServices = () =>
  useQuery({
    queryKey: keys.services,
    queryFn: async ({ signal }) => (await answer(oncallApi.GET("/api/v1/services", { params: { query }, signal }))).items,
    staleTime: 60_000,
  });

/** A person's name for their e-mail address; what is nobody's address stays as it is. */
export function useNameOf(): (actor: string) => string {
  const users = useUsers().data;
  return useCallback(
    (actor: string) => users?.find((user) => user.email.toLowerCase() === actor.toLowerCase())?.name ?? actor,
    [users],
  );
}
