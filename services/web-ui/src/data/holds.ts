/** What holds pages back: maintenance of services, and silences of alerts. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { alertApi, answer } from "./http";
import type { NewMaintenanceWindow, NewSilence } from "./model";
import { keys } from "./query-client";
import { useWrite } from "./write";

/** The newest first, those of one service or all; asked for now and then, since windows begin and end by themselves. */
export const useMaintenance = (service: string | null) =>
  useInfiniteQuery({
    queryKey: [...keys.maintenance, service],
    queryFn: ({ pageParam, signal }) =>
      answer(
        alertApi.GET("/api/v1/maintenance-windows", {
          params: { query: { limit: 50, ...(service && { service }), ...(pageParam && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    refetchInterval: 30_000,
  });

export const usePlanMaintenance = () =>
  useWrite((body: NewMaintenanceWindow) => answer(alertApi.POST("/api/v1/maintenance-windows", { body })), keys.maintenance);

export const useEndMaintenance = () =>
  useWrite(
    (window_id: string) =>
      answer(alertApi.DELETE("/api/v1/maintenance-windows/{window_id}", { params: { path: { window_id } } })),
    keys.maintenance,
  );

export const useSilences = () =>
  useInfiniteQuery({
    queryKey: keys.silences,
    queryFn: ({ pageParam, signal }) =>
      answer(
        alertApi.GET("/api/v1/silences", {
          params: { query: { limit: 50, ...(pageParam && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    refetchInterval: 30_000,
  });

export const useSilence = () =>
  useWrite((body: NewSilence) => answer(alertApi.POST("/api/v1/silences", { body })), keys.silences);

export const useEndSilence = () =>
  useWrite(
    (silence_id: string) => answer(alertApi.DELETE("/api/v1/silences/{silence_id}", { params: { path: { silence_id } } })),
    keys.silences,
  );
