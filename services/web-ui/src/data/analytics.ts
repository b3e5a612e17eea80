/** What the platform counted: who was paged how often, and when incidents begin. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { answer, incidentApi } from "./http";
import { keys } from "./query-client";

/** Pages of each person since an instant, the most first. */
export const useLoadOnPeople = (since: string) =>
  useQuery({
    queryKey: [...keys.summary, "people", since],
    queryFn: async ({ signal }) =>
      (await answer(incidentApi.GET("/api/v1/analytics/people", { params: { query: { since } }, signal }))).items,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

/** How many incidents began in each hour of the week, by the clock of a zone. */
export const useHoursOfTheWeek = (since: string, zone: string) =>
  useQuery({
    queryKey: [...keys.summary, "hours", since, zone],
    queryFn: async ({ signal }) =>
      (await answer(incidentApi.GET("/api/v1/analytics/hours", { params: { query: { since, zone } }, signal }))).items,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

/** The address of the same figures as a table for a spreadsheet. */
export const csvAddress = (of: "incidents.csv" | "people" | "breakdown", since: string): string => {
  const query = new URLSearchParams({ since });
  if (of !== "incidents.csv") query.set("format", "csv");
  if (of === "breakdown") query.set("by", "service");
  return `/api/v1/analytics/${of}?${query}`;
};
