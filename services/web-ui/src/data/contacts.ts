/** Where the reader is reached, and in which order. */
import { useQuery } from "@tanstack/react-query";
import { answer, notificationApi } from "./http";
import type { NewContactMethod, NewRules } from "./model";
import { keys } from "./query-client";
import { useWrite } from "./write";

export const useContactMethods = () =>
  useQuery({
    queryKey: keys.contactMethods,
    queryFn: async ({ signal }) => (await answer(notificationApi.GET("/api/v1/contact-methods", { signal }))).items,
  });

/** A code is sent to the new address, unless it is the one that the reader signs in with. */
export const useAddContactMethod = () =>
  useWrite(
    (body: NewContactMethod) => answer(notificationApi.POST("/api/v1/contact-methods", { body })),
    keys.contactMethods,
  );

const at = (method_id: string) => ({ params: { path: { method_id } } });

export const useVerify = (method_id: string) =>
  useWrite(
    (code: string) =>
      answer(notificationApi.POST("/api/v1/contact-methods/{method_id}/verify", { ...at(method_id), body: { code } })),
    keys.contactMethods,
  );

export const useSendCode = (method_id: string) =>
  useWrite(() => answer(notificationApi.POST("/api/v1/contact-methods/{method_id}/code", at(method_id))));

export const useTestMethod = (method_id: string) =>
  useWrite(() => answer(notificationApi.POST("/api/v1/contact-methods/{method_id}/test", at(method_id))));

export const useRemoveMethod = (method_id: string) =>
  useWrite(
    () => answer(notificationApi.DELETE("/api/v1/contact-methods/{method_id}", at(method_id))),
    keys.contactMethods,
    keys.rules,
  );

export const useRules = () =>
  useQuery({
    queryKey: keys.rules,
    queryFn: ({ signal }) => answer(notificationApi.GET("/api/v1/notification-rules", { signal })),
  });

export const useSaveRules = () =>
  useWrite((body: NewRules) => answer(notificationApi.PUT("/api/v1/notification-rules", { body })), keys.rules);

/** Whether this browser can be pushed to at all: only over HTTPS or on this machine, and on an iPhone once installed. */
export const canBePushedTo = (): boolean => "serviceWorker" in navigator && "PushManager" in globalThis;

/** Makes this browser a contact method. Throws with words for the reader where they or the browser do not allow it. */
async function subscribeThisBrowser(): Promise<PushSubscriptionJSON> {
  if ((await Notification.requestPermission()) !== "granted") {
    throw new Error("This browser does not let us show notifications. Allow them in its settings for this site.");
  }
  const { public_key } = await answer(notificationApi.GET("/api/v1/push-subscriptions/key"));
  const { pushManager } = await navigator.serviceWorker.ready;
  try {
    const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: public_key });
    return subscription.toJSON();
  } catch (error) {
    throw new Error("The browser's push service does not answer. Try again, or choose another way to be reached.", {
      cause: error,
    });
  }
}

export const useBePushedTo = () =>
  useWrite(async (label: string) => {
    const { endpoint = "", keys: secrets = {} } = await subscribeThisBrowser();
    const body = { endpoint, keys: { auth: secrets["auth"] ?? "", p256dh: secrets["p256dh"] ?? "" }, label };
    return answer(notificationApi.POST("/api/v1/push-subscriptions", { body }));
  }, keys.contactMethods);
