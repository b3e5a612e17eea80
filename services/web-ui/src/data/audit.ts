/** Who changed what of what people set up. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { answer, oncallApi } from "./http";
import type { ObjectType } from "./model";
import { keys } from "./query-client";

export interface AuditSought {
  actor?: string;
  object_type?: ObjectType;
  /** An instant. */
  since?: string;
}

/** The newest first. */
export const useAudit = (sought: AuditSought) =>
  useInfiniteQuery({
    queryKey: [...keys.audit, sought],
    queryFn: ({ pageParam, signal }) =>
      answer(
        oncallApi.GET("/api/v1/audit", {
          params: { query: { ...sought, limit: 50, ...(pageParam && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });
