/** What an admin sets up: people, teams, services, policies and keys. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, alertApi, incidentApi, oncallApi } from "./http";
import type {
  NewAlert,
  NewApiKey,
  NewPolicy,
  NewService,
  NewTeam,
  NewUser,
  ServiceChange,
  Severity,
  TeamChange,
  UserChange,
} from "./model";
import { keys } from "./query-client";
import type { Me } from "./session";
import { useWrite } from "./write";

const all = { params: { query: { limit: 200 } } };

export const usePolicies = () =>
  useQuery({
    queryKey: keys.policies,
    queryFn: async ({ signal }) => (await answer(oncallApi.GET("/api/v1/escalation-policies", { ...all, signal }))).items,
  });

/** Makes a policy, or replaces the one with this id. */
export const useSavePolicy = (id: string | null) =>
  useWrite(
    (body: NewPolicy) =>
      id === null
        ? answer(oncallApi.POST("/api/v1/escalation-policies", { body }))
        : answer(oncallApi.PUT("/api/v1/escalation-policies/{policy_id}", { params: { path: { policy_id: id } }, body })),
    keys.policies,
    ["policy"],
  );

export const useDeletePolicy = () =>
  useWrite(
    (policy_id: string) =>
      answer(oncallApi.DELETE("/api/v1/escalation-policies/{policy_id}", { params: { path: { policy_id } } })),
    keys.policies,
    keys.services,
    keys.teams,
  );

/** Who would be paged, and when, about an incident that nobody answers. */
export const useSimulation = () =>
  useWrite((body: { service: string; severity: Severity; at: string }) =>
    answer(incidentApi.POST("/api/v1/escalations/simulate", { body: { labels: {}, ...body } })),
  );

export const useSaveService = (id: string | null) =>
  useWrite(
    (body: NewService & ServiceChange) =>
      id === null
        ? answer(oncallApi.POST("/api/v1/services", { body }))
        : answer(oncallApi.PATCH("/api/v1/services/{service_id}", { params: { path: { service_id: id } }, body })),
    keys.services,
  );

export const useDeleteService = () =>
  useWrite(
    (service_id: string) => answer(oncallApi.DELETE("/api/v1/services/{service_id}", { params: { path: { service_id } } })),
    keys.services,
  );

/** Sends an alert as a monitoring tool would; answers with the incident it opened or joined. */
export const useTestAlert = () =>
  useWrite((body: NewAlert) => answer(alertApi.POST("/api/v1/alerts", { body })), keys.incidents, keys.summary);

export const useSaveTeam = (id: string | null) =>
  useWrite(
    (body: NewTeam & TeamChange) =>
      id === null
        ? answer(oncallApi.POST("/api/v1/teams", { body }))
        : answer(oncallApi.PATCH("/api/v1/teams/{team_id}", { params: { path: { team_id: id } }, body })),
    keys.teams,
  );

export const useDeleteTeam = () =>
  useWrite(
    (team_id: string) => answer(oncallApi.DELETE("/api/v1/teams/{team_id}", { params: { path: { team_id } } })),
    keys.teams,
  );

export const useAddUser = () =>
  useWrite((body: NewUser) => answer(oncallApi.POST("/api/v1/users", { body })), keys.users);

/** Whoever changes themselves sees it at once, wherever their name stands. */
export function useChangeUser(user_id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: UserChange) =>
      answer(oncallApi.PATCH("/api/v1/users/{user_id}", { params: { path: { user_id } }, body })),
    onSuccess: ({ id, name, email, role }) => {
      client.setQueryData<Me | null>(keys.me, (me) => (me?.id === id ? { ...me, name, email, role } : me));
      return Promise.all([keys.users, keys.teams].map((queryKey) => client.invalidateQueries({ queryKey })));
    },
  });
}

export const useApiKeys = () =>
  useQuery({
    queryKey: keys.apiKeys,
    queryFn: async ({ signal }) => (await answer(oncallApi.GET("/api/v1/api-keys", { ...all, signal }))).items,
  });

/** The answer holds the key itself, which nobody is told again. */
export const useMakeApiKey = () =>
  useWrite((body: NewApiKey) => answer(oncallApi.POST("/api/v1/api-keys", { body })), keys.apiKeys);

export const useRevokeApiKey = () =>
  useWrite(
    (key_id: string) => answer(oncallApi.DELETE("/api/v1/api-keys/{key_id}", { params: { path: { key_id } } })),
    keys.apiKeys,
  );

export const useChangePassword = () =>
  useWrite((body: { current_password: string; new_password: string }) =>
    answer(oncallApi.POST("/api/v1/auth/password", { body })),
  );
