/** What was sent to whom, and what became of it. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { answer, notificationApi } from "./http";
import type { Notification, NotificationStatus } from "./model";
import { keys } from "./query-client";
import { useWrite } from "./write";

const EVERY_MS = 5_000;

export interface Sought {
  status?: NotificationStatus;
  channel?: Notification["channel"];
  recipient?: string;
  incident_id?: string;
  /** That bundle, and what it carries. */
  bundle_id?: string;
}

/** The newest first; asked for every `everyMs`. */
export const useNotifications = (sought: Sought, everyMs = EVERY_MS) =>
  useInfiniteQuery({
    queryKey: [...keys.notifications, sought],
    queryFn: ({ pageParam, signal }) =>
      answer(
        notificationApi.GET("/api/v1/notifications", {
          params: { query: { ...sought, limit: 50, ...(pageParam && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    refetchInterval: (query) => everyMs * Math.max(1, query.state.data?.pages.length ?? 1),
  });

/** One that was just sent, until it is known what became of it; null asks for nothing. */
export const useNotification = (id: string | null) =>
  useQuery({
    queryKey: [...keys.notifications, "one", id],
    queryFn: ({ signal }) =>
      answer(
        notificationApi.GET("/api/v1/notifications/{notification_id}", {
          params: { path: { notification_id: id ?? "" } },
          signal,
        }),
      ),
    enabled: id !== null,
    refetchInterval: ({ state }) => (["pending", "sending"].includes(state.data?.status ?? "pending") ? 1_000 : EVERY_MS),
  });

export const useRetryNotification = () =>
  useWrite(
    (notification_id: string) =>
      answer(
        notificationApi.POST("/api/v1/notifications/{notification_id}/retry", { params: { path: { notification_id } } }),
      ),
    keys.notifications,
  );

/** The ways to reach somebody, and why one of them is off. */
export const useChannels = () =>
  useQuery({
    queryKey: keys.channels,
    queryFn: async ({ signal }) => (await answer(notificationApi.GET("/api/v1/notify/channels", { signal }))).items,
  });

export const useSendMessage = () =>
  useWrite(
    (body: { channel: Notification["channel"]; recipient: string; subject: string; message: string }) =>
      answer(notificationApi.POST("/api/v1/notify", { body })),
    keys.notifications,
  );
