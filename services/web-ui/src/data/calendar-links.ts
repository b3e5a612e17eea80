/** Private addresses at which a calendar program reads shifts. */
import { useQuery } from "@tanstack/react-query";
import { answer, oncallApi } from "./http";
import type { NewCalendarLink } from "./model";
import { keys } from "./query-client";
import { useWrite } from "./write";

/** The reader's own, without their addresses. */
export const useCalendarLinks = () =>
  useQuery({
    queryKey: keys.calendarLinks,
    queryFn: async ({ signal }) =>
      (await answer(oncallApi.GET("/api/v1/calendar-links", { params: { query: { limit: 200 } }, signal }))).items,
  });

/** The answer alone has the address. */
export const useMakeCalendarLink = () =>
  useWrite((body: NewCalendarLink) => answer(oncallApi.POST("/api/v1/calendar-links", { body })), keys.calendarLinks);

export const useRevokeCalendarLink = () =>
  useWrite(
    (link_id: string) =>
      answer(oncallApi.DELETE("/api/v1/calendar-links/{link_id}", { params: { path: { link_id } } })),
    keys.calendarLinks,
  );
