/** The first set-up: what is there already, and the parts that are made together. */
import { useQuery } from "@tanstack/react-query";
import { rotationStart, type SetUp } from "@/lib/setup-steps";
import { alertApi, answer, notificationApi, oncallApi } from "./http";
import { keys } from "./query-client";
import { useWrite } from "./write";

const one = { params: { query: { limit: 1 } } };

/** What is there already. */
export const useSetUp = () =>
  useQuery({
    queryKey: keys.setUp,
    queryFn: async ({ signal }): Promise<SetUp> => {
      const [schedules, services, integrations, pages] = await Promise.all([
        answer(oncallApi.GET("/api/v1/schedules", { ...one, signal })),
        answer(oncallApi.GET("/api/v1/services", { ...one, signal })),
        answer(alertApi.GET("/api/v1/integrations", { ...one, signal })),
        answer(
          notificationApi.GET("/api/v1/notifications", { params: { query: { limit: 1, kind: "page" } }, signal }),
        ),
      ]);
      return {
        hasSchedule: schedules.items.length > 0,
        hasService: services.items.length > 0,
        hasIntegration: integrations.items.length > 0,
        hasPaged: pages.items.length > 0,
      };
    },
    retry: false,
  });

interface Begin {
  service: string;
  team: string;
  /** Of the hand-over, an IANA name. */
  zone: string;
  /** Who takes the turns. */
  person: { name: string; email: string };
  /** Epoch milliseconds. */
  now: number;
}

const WAIT_S = 300;
const all = { limit: 200 };

/**
 * Makes a team with a schedule and a policy, and a service of it; resolves to the service. What is there already stays as
 * it is, so that after a failure the same form goes on.
 */
async function begin({ service, team, zone, person, now }: Begin) {
  const schedules = await answer(oncallApi.GET("/api/v1/schedules", { params: { query: all } }));
  if (!schedules.items.some((each) => each.team === team)) {
    const layer = {
      name: "weekly",
      members: [person],
      rotation: { unit: "week" as const, every: 1, handoff_time: "09:00", start_date: rotationStart(now) },
    };
    await answer(oncallApi.POST("/api/v1/schedules", { body: { team, timezone: zone, layers: [layer] } }));
  }
  const policies = await answer(oncallApi.GET("/api/v1/escalation-policies", { params: { query: all } }));
  if (!policies.items.some((each) => each.team === team)) {
    const step = { delay_seconds: WAIT_S, targets: [{ type: "schedule" as const, team, role: "primary" as const }] };
    const body = { name: `${team}: whoever is on call`, team, repeat: 2, steps: [step] };
    await answer(oncallApi.POST("/api/v1/escalation-policies", { body }));
  }
  const services = await answer(oncallApi.GET("/api/v1/services", { params: { query: { ...all, name: service } } }));
  const known = services.items.find(({ name }) => name === service);
  return known ?? (await answer(oncallApi.POST("/api/v1/services", { body: { name: service, team } })));
}

export const useBegin = () => useWrite(begin, keys.schedules, keys.teams, keys.policies, keys.services, keys.setUp);
