/** Other programs that are told what happens to incidents: webhooks, and what became of each delivery. */
import { useQuery } from "@tanstack/react-query";
import { answer, incidentApi } from "./http";
import type { NewSubscription, SubscriptionChange } from "./model";
import { keys } from "./query-client";
import { useWrite } from "./write";

const at = (subscription_id: string) => ({ params: { path: { subscription_id } } });

export const useSubscriptions = () =>
  useQuery({
    queryKey: keys.subscriptions,
    queryFn: async ({ signal }) =>
      (await answer(incidentApi.GET("/api/v1/subscriptions", { params: { query: { limit: 200 } }, signal }))).items,
  });

/** The answer alone has the secret. */
export const useSubscribe = () =>
  useWrite((body: NewSubscription) => answer(incidentApi.POST("/api/v1/subscriptions", { body })), keys.subscriptions);

export const useChangeSubscription = (id: string) =>
  useWrite(
    (body: SubscriptionChange) =>
      answer(incidentApi.PATCH("/api/v1/subscriptions/{subscription_id}", { ...at(id), body })),
    keys.subscriptions,
  );

export const useUnsubscribe = () =>
  useWrite(
    (id: string) => answer(incidentApi.DELETE("/api/v1/subscriptions/{subscription_id}", at(id))),
    keys.subscriptions,
  );

/** The answer alone has the new secret; the one before signs nothing any more. */
export const useReplaceSecret = () =>
  useWrite((id: string) => answer(incidentApi.POST("/api/v1/subscriptions/{subscription_id}/secret", at(id))));

/** The newest of them. */
export const useDeliveries = (id: string) =>
  useQuery({
    queryKey: [...keys.subscriptions, id, "deliveries"],
    queryFn: async ({ signal }) =>
      (
        await answer(
          incidentApi.GET("/api/v1/subscriptions/{subscription_id}/deliveries", {
            params: { path: { subscription_id: id }, query: { limit: 50 } },
            signal,
          }),
        )
      ).items,
    refetchInterval: 10_000,
  });

/** With the same id and body: a receiver that has it drops it. */
export const useRetryDelivery = (subscription_id: string) =>
  useWrite(
    (delivery_id: string) =>
      answer(
        incidentApi.POST("/api/v1/subscriptions/{subscription_id}/deliveries/{delivery_id}/retry", {
          params: { path: { subscription_id, delivery_id } },
        }),
      ),
    [...keys.subscriptions, subscription_id, "deliveries"],
  );
