import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { isProblem, Problem } from "./http";

/** Keys of the cache, the widest first, so that a change can take a whole family with it. */
export const keys = {
  me: ["me"],
  singleSignOn: ["single-sign-on"],
  incidents: ["incidents"],
  incident: (id: string) => ["incident", id],
  postmortem: (id: string) => ["postmortem", id],
  actionItems: (id: string) => ["action-items", id],
  drills: ["drills"],
  subscriptions: ["subscriptions"],
  summary: ["summary"],
  teams: ["teams"],
  users: ["users"],
  services: ["services"],
  schedules: ["schedules"],
  policies: ["policies"],
  calendarLinks: ["calendar-links"],
  apiKeys: ["api-keys"],
  notifications: ["notifications"],
  channels: ["channels"],
  contactMethods: ["contact-methods"],
  rules: ["notification-rules"],
  policy: (id: string) => ["policy", id],
  integrations: ["integrations"],
  heartbeats: ["heartbeats"],
  maintenance: ["maintenance"],
  silences: ["silences"],
  routingRules: ["routing-rules"],
  audit: ["audit"],
  setUp: ["set-up"],
} as const;

/** Nobody is signed in any more, and nothing that they saw is left for whoever comes next. */
export function forgetSession(client: QueryClient) {
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== keys.me[0] });
  client.setQueryData(keys.me, null);
}

/** A cache of its own for each start of the application, and for each test. */
export function makeQueryClient(): QueryClient {
  /** A 401 on any call but the sign-in itself: the session ended. */
  const signedOut = (error: unknown) => {
    if (isProblem(error, 401)) forgetSession(client);
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: signedOut }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _context, mutation) => {
        if (mutation.meta?.["signsIn"] !== true) signedOut(error);
      },
    }),
    defaultOptions: {
      queries: {
        // The platform is often on this very machine: what the browser thinks of the network does not matter.
        networkMode: "always",
        staleTime: 10_000,
        retry: (failures, error) => failures < 2 && !(error instanceof Problem && error.status < 500),
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
  return client;
}
