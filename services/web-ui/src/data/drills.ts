/** Fire drills: pages for real, to see who answers and how fast. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { answer, incidentApi } from "./http";
import type { NewDrill } from "./model";
import { keys } from "./query-client";
import { useWrite } from "./write";

/** The newest first. */
export const useDrills = () =>
  useInfiniteQuery({
    queryKey: keys.drills,
    queryFn: ({ pageParam, signal }) =>
      answer(
        incidentApi.GET("/api/v1/drills", { params: { query: { limit: 20, ...(pageParam && { cursor: pageParam }) } }, signal }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

/** What a drill showed so far: asked again while it goes on. */
export const useDrill = (incident_id: string, isOver: boolean) =>
  useQuery({
    queryKey: [...keys.drills, incident_id],
    queryFn: ({ signal }) =>
      answer(incidentApi.GET("/api/v1/drills/{incident_id}", { params: { path: { incident_id } }, signal })),
    refetchInterval: isOver ? false : 5_000,
  });

/** Pages whoever is on call. */
export const useBeginDrill = () =>
  useWrite((body: NewDrill) => answer(incidentApi.POST("/api/v1/drills", { body })), keys.drills, keys.incidents, keys.summary);
