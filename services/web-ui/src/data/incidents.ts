/** Incidents: told of by events, asked for again now and then, and changed at once when somebody acts. */
import {
  type InfiniteData,
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { type Filters, queryOf } from "@/lib/filters";
import { alertApi, answer, incidentApi, isProblem } from "./http";
import type { Incident, IncidentDetail, IncidentPage, NewAlert, Person, Refusal } from "./model";
import { keys } from "./query-client";

/** How often a page asks where nothing tells it of changes. */
export const POLL_MS = 2000;
const FIRST_PAGE = 50;
/** The API's longest: whoever scrolls on wants many. */
const FURTHER_PAGE = 200;
/** A list of more pages than this is kept true by the events; it is asked for again only now and then. */
export const PAGES_ASKED_FOR = 4;
const LONG_LIST_MS = 10 * 60_000;

/** How often a list of so many pages is asked for: each page that was opened is asked for again. */
export const listPollMs = (pollMs: number, pages: number): number =>
  pages > PAGES_ASKED_FOR ? LONG_LIST_MS : pollMs * Math.max(1, pages);

/** The incidents that the filters let through, newest first; asked for every `pollMs` while the page is in view. */
export function useIncidents(filters: Filters, me: { id: string }, pollMs: number) {
  const wanted = queryOf(filters, me.id);
  return useInfiniteQuery({
    queryKey: [...keys.incidents, wanted],
    queryFn: ({ pageParam, signal }) =>
      answer(
        incidentApi.GET("/api/v1/incidents", {
          params: { query: { ...wanted, limit: pageParam ? FURTHER_PAGE : FIRST_PAGE, ...(pageParam && { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    refetchInterval: (query) => listPollMs(pollMs, query.state.data?.pages.length ?? 1),
    retry: false, // the next poll is the retry
  });
}

/** One incident with its alerts, notes and timeline; asked for every `pollMs` while the page is in view. */
export function useIncident(id: string, pollMs: number) {
  return useQuery({
    queryKey: keys.incident(id),
    queryFn: ({ signal }) =>
      answer(incidentApi.GET("/api/v1/incidents/{incident_id}", { params: { path: { incident_id: id } }, signal })),
    // There is no such incident, and there will be none.
    refetchInterval: ({ state: { error } }) => (isProblem(error, 404) || isProblem(error, 422) ? false : pollMs),
    retry: false,
  });
}

/** Counts and times, of what began in the range, or of all. */
export function useSummary(
  about: { service?: string | null; team?: string | null; since?: string; until?: string },
  pollMs: number,
) {
  const query = Object.fromEntries(Object.entries(about).filter(([, value]) => value));
  return useQuery({
    queryKey: [...keys.summary, query],
    queryFn: ({ signal }) =>
      answer(incidentApi.GET("/api/v1/incidents/stats/summary", { params: { query }, signal })),
    refetchInterval: pollMs,
    placeholderData: keepPreviousData,
  });
}

/** How many incidents are mine and not over; the API's longest page is where counting ends. */
export function useMineCount(filters: Filters, me: { id: string }, pollMs: number) {
  const wanted = queryOf({ ...filters, tab: "mine", severity: null, q: "" }, me.id);
  return useQuery({
    queryKey: [...keys.incidents, "mine", wanted],
    queryFn: async ({ signal }) => {
      const page = await answer(
        incidentApi.GET("/api/v1/incidents", { params: { query: { ...wanted, limit: 200 } }, signal }),
      );
      return page.items.length;
    },
    refetchInterval: 5 * pollMs,
  });
}

/** Everything that began since an instant, newest first, up to `most`; `isCut` where there was more. */
export function useIncidentsSince(since: string, most: number) {
  return useQuery({
    queryKey: [...keys.incidents, "since", since],
    queryFn: async ({ signal }) => {
      const incidents: Incident[] = [];
      let cursor: string | null = null;
      do {
        const page: IncidentPage = await answer(
          incidentApi.GET("/api/v1/incidents", { params: { query: { since, limit: 200, ...(cursor && { cursor }) } }, signal }),
        );
        incidents.push(...page.items);
        cursor = page.next_cursor;
      } while (cursor && incidents.length < most);
      return { incidents, isCut: cursor !== null };
    },
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

export interface Change {
  incident: Incident;
  to?: "acknowledged" | "resolved";
  /** The person who gets it. */
  assignTo?: Person;
}

export type Lists = InfiniteData<IncidentPage>;

/** Shows a change of one incident wherever the cache holds it. */
function show(client: QueryClient, id: string, change: Partial<Incident>) {
  client.setQueryData<IncidentDetail>(keys.incident(id), (detail) => detail && { ...detail, ...change });
  client.setQueriesData<Lists>({ queryKey: keys.incidents, predicate: (query) => isList(query.state.data) }, (lists) =>
    lists && {
      ...lists,
      pages: lists.pages.map((page) => ({
        ...page,
        items: page.items.map((item) => (item.id === id ? { ...item, ...change } : item)),
      })),
    },
  );
}

export const isList = (data: unknown): data is Lists => typeof data === "object" && data !== null && "pages" in data;

/**
 * Acknowledges, resolves or assigns: shown at once, taken back when it is refused. On a 409 what the service says is
 * shown instead, since somebody else was first.
 */
export function useChangeIncident() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ incident, to, assignTo }: Change) =>
      answer(
        incidentApi.PATCH("/api/v1/incidents/{incident_id}", {
          params: { path: { incident_id: incident.id } },
          body: { ...(to && { status: to }), ...(assignTo && { assigned_to: assignTo.id }) },
        }),
      ),
    onMutate: async ({ incident, to, assignTo }) => {
      await client.cancelQueries({ queryKey: keys.incidents });
      await client.cancelQueries({ queryKey: keys.incident(incident.id) });
      show(client, incident.id, { ...(to && { status: to }), ...(assignTo && { assigned_to: assignTo }) });
    },
    onSuccess: (changed) => show(client, changed.id, changed),
    onError: (error, { incident }) => {
      const current = isProblem(error, 409) ? error.current : null;
      show(client, incident.id, current ?? incident);
    },
    onSettled: (_changed, _error, { incident }) => {
      void client.invalidateQueries({ queryKey: keys.incidents });
      void client.invalidateQueries({ queryKey: keys.incident(incident.id) });
      void client.invalidateQueries({ queryKey: keys.summary });
    },
  });
}

/** What became of each of many changes. */
export interface BulkOutcome {
  changed: Incident[];
  refused: { incident: Incident; refusal: Refusal }[];
}

/** The API's longest list of incidents to change at once. */
const AT_ONCE = 200;

/** The same change to many, each for itself: what is refused is taken back, and the others stay changed. */
export function useChangeIncidents() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ incidents, to, assignTo }: { incidents: Incident[] } & Omit<Change, "incident">) => {
      const outcome: BulkOutcome = { changed: [], refused: [] };
      for (let first = 0; first < incidents.length; first += AT_ONCE) {
        const some = incidents.slice(first, first + AT_ONCE);
        const ids = some.map(({ id }) => id);
        const body = { ids, ...(to && { status: to }), ...(assignTo && { assigned_to: assignTo.id }) };
        const { results } = await answer(incidentApi.POST("/api/v1/incidents/bulk", { body }));
        for (const { id, incident, error } of results) {
          const asked = some.find((candidate) => candidate.id === id);
          if (incident) outcome.changed.push(incident);
          else if (error && asked) outcome.refused.push({ incident: asked, refusal: error });
        }
      }
      return outcome;
    },
    onMutate: async ({ incidents, to, assignTo }) => {
      await client.cancelQueries({ queryKey: keys.incidents });
      for (const { id } of incidents) {
        show(client, id, { ...(to && { status: to }), ...(assignTo && { assigned_to: assignTo }) });
      }
    },
    onSuccess: ({ changed, refused }) => {
      for (const incident of changed) show(client, incident.id, incident);
      for (const { incident, refusal } of refused) show(client, incident.id, refusal.current ?? incident);
    },
    onError: (_error, { incidents }) => {
      for (const incident of incidents) show(client, incident.id, incident);
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.incidents });
      void client.invalidateQueries({ queryKey: keys.summary });
    },
  });
}

/** Pages whoever is next, now. */
export function useEscalate(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      answer(incidentApi.POST("/api/v1/incidents/{incident_id}/escalate", { params: { path: { incident_id: id } } })),
    onSuccess: (detail) => client.setQueryData(keys.incident(id), detail),
    onSettled: () => client.invalidateQueries({ queryKey: keys.incident(id) }),
  });
}

/** Pages nobody until an instant; then the incident is open again. */
export function useSnooze(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (until: string) =>
      answer(
        incidentApi.POST("/api/v1/incidents/{incident_id}/snooze", {
          params: { path: { incident_id: id } },
          body: { until },
        }),
      ),
    onSuccess: (detail) => {
      client.setQueryData(keys.incident(id), detail);
      show(client, id, detail);
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.incident(id) }),
  });
}

export function useAddNote(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (note: string) =>
      answer(
        incidentApi.PATCH("/api/v1/incidents/{incident_id}", { params: { path: { incident_id: id } }, body: { note } }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.incident(id) }),
  });
}

/** Asks for the timeline as it is now, to say who was first. */
export const fetchIncident = (client: QueryClient, id: string) =>
  client.fetchQuery({
    queryKey: keys.incident(id),
    queryFn: ({ signal }) =>
      answer(incidentApi.GET("/api/v1/incidents/{incident_id}", { params: { path: { incident_id: id } }, signal })),
    staleTime: 0,
  });

/** Sends an alert as a monitoring tool would. */
export function useSendAlert() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewAlert) => answer(alertApi.POST("/api/v1/alerts", { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.incidents }),
  });
}
