/** Senders with keys of their own: monitoring tools, and jobs that report that they live. */
import { useQuery } from "@tanstack/react-query";
import { alertApi, answer } from "./http";
import type { NewHeartbeat, NewIntegration, Severity } from "./model";
import { keys } from "./query-client";
import { useWrite } from "./write";

/** How often a page that waits for a first alert or a beat asks. */
const WAITING_MS = 2_000;
const all = { params: { query: { limit: 200 } } };

export const useIntegrations = () =>
  useQuery({
    queryKey: keys.integrations,
    queryFn: async ({ signal }) => (await answer(alertApi.GET("/api/v1/integrations", { ...all, signal }))).items,
    refetchInterval: WAITING_MS * 5,
  });

const oneIntegration = (integration_id: string) => ({ params: { path: { integration_id } } });

/** One integration, asked for often: whoever has just set it up waits for its first alert. */
export const useIntegration = (id: string) =>
  useQuery({
    queryKey: [...keys.integrations, id],
    queryFn: ({ signal }) => answer(alertApi.GET("/api/v1/integrations/{integration_id}", { ...oneIntegration(id), signal })),
    refetchInterval: WAITING_MS,
  });

/** The answer holds the key itself, which nobody is told again. */
export const useMakeIntegration = () =>
  useWrite((body: NewIntegration) => answer(alertApi.POST("/api/v1/integrations", { body })), keys.integrations);

export const useChangeIntegration = (id: string) =>
  useWrite(
    (body: NewIntegration) =>
      answer(alertApi.PUT("/api/v1/integrations/{integration_id}", { ...oneIntegration(id), body })),
    keys.integrations,
  );

export const useRemoveIntegration = (id: string) =>
  useWrite(
    () => answer(alertApi.DELETE("/api/v1/integrations/{integration_id}", oneIntegration(id))),
    keys.integrations,
  );

/** Another key; the one before is refused from then on. */
export const useChangeIntegrationKey = (id: string) =>
  useWrite(
    () => answer(alertApi.POST("/api/v1/integrations/{integration_id}/key", oneIntegration(id))),
    keys.integrations,
  );

/** Sends an alert the way the integration's own go; it pages as one of them does. */
export const useTestIntegration = (id: string) =>
  useWrite(
    (body: { severity: Severity; service?: string }) =>
      answer(alertApi.POST("/api/v1/integrations/{integration_id}/test", { ...oneIntegration(id), body })),
    keys.incidents,
    keys.summary,
  );

export const useHeartbeats = () =>
  useQuery({
    queryKey: keys.heartbeats,
    queryFn: async ({ signal }) => (await answer(alertApi.GET("/api/v1/heartbeats", { ...all, signal }))).items,
    refetchInterval: WAITING_MS * 2,
  });

const oneHeartbeat = (heartbeat_id: string) => ({ params: { path: { heartbeat_id } } });

/** The answer holds the key itself, which nobody is told again. */
export const useMakeHeartbeat = () =>
  useWrite((body: NewHeartbeat) => answer(alertApi.POST("/api/v1/heartbeats", { body })), keys.heartbeats);

export const useChangeHeartbeat = (id: string) =>
  useWrite(
    (body: NewHeartbeat) => answer(alertApi.PUT("/api/v1/heartbeats/{heartbeat_id}", { ...oneHeartbeat(id), body })),
    keys.heartbeats,
  );

export const useRemoveHeartbeat = (id: string) =>
  useWrite(() => answer(alertApi.DELETE("/api/v1/heartbeats/{heartbeat_id}", oneHeartbeat(id))), keys.heartbeats);

export const useChangeHeartbeatKey = (id: string) =>
  useWrite(() => answer(alertApi.POST("/api/v1/heartbeats/{heartbeat_id}/key", oneHeartbeat(id))), keys.heartbeats);
