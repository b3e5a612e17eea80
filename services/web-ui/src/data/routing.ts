/** What alerts become before they open an incident. */
import { useQuery } from "@tanstack/react-query";
import { alertApi, answer } from "./http";
import type { NewRule } from "./model";
import { keys } from "./query-client";
import { useWrite } from "./write";

export const useRoutingRules = () =>
  useQuery({
    queryKey: keys.routingRules,
    queryFn: ({ signal }) => answer(alertApi.GET("/api/v1/routing-rules", { signal })),
  });

/** Replaces all rules; refused with 409 where somebody has changed them since `version`. */
export const useSaveRoutingRules = () =>
  useWrite(
    (body: { version: number; rules: NewRule[] }) => answer(alertApi.PUT("/api/v1/routing-rules", { body })),
    keys.routingRules,
  );

/** What would have come of the alerts of the last days. */
export const useTryRules = () =>
  useWrite((body: { days: number; rules: NewRule[] }) => answer(alertApi.POST("/api/v1/routing-rules/try", { body })));
