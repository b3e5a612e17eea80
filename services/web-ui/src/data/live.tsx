/** What happens to incidents, as it happens: told to the cache, and to whatever page wants to know. */
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from "react";
import { fits, newer, type Wanted, withIncident } from "@/lib/live-list";
import { type Connection, follow } from "./follow";
import { isList, type Lists, PAGES_ASKED_FOR, POLL_MS } from "./incidents";
import type { Incident, IncidentDetail, TimelineEntry } from "./model";
import { forgetSession, keys } from "./query-client";

/** An entry of an incident's timeline, with the incident as it is then. */
export type Happening = TimelineEntry & { incident: Incident };

/** Counts, and what an event does not carry, are asked for at most this often. */
const ASK_EVERY_MS = 1000;
/** With the stream, only what it does not tell is waited for: how often an alert was repeated. */
const SELDOM_MS = 15_000;

interface Live {
  connection: Connection;
  listen: (hear: (happening: Happening) => void) => () => void;
}

const LiveContext = createContext<Live>({ connection: "lost", listen: () => () => {} });

/** Keeps everything below it true while somebody is signed in. */
export function LiveUpdates({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [connection, setConnection] = useState<Connection>("connecting");
  const listeners = useRef(new Set<(happening: Happening) => void>());
  useEffect(() => {
    const over = new AbortController();
    const asker = makeAsker(client);
    void follow(
      {
        tell: (now) => {
          setConnection(now);
          if (now === "lost") asker.askAll();
        },
        refused: () => forgetSession(client),
        hear: ({ name, data }) => {
          // What happened before the stream began, or was too much to be told, is in the answers.
          if (name !== "message") return asker.askAll();
          const happening = JSON.parse(data) as Happening;
          tellCache(client, happening);
          for (const hear of listeners.current) hear(happening);
          asker.ask(happening.incident.id);
        },
      },
      over.signal,
    );
    return () => {
      over.abort();
      asker.stop();
    };
  }, [client]);
  const live = useMemo<Live>(
    () => ({
      connection,
      listen: (hear) => {
        listeners.current.add(hear);
        return () => void listeners.current.delete(hear);
      },
    }),
    [connection],
  );
  return <LiveContext value={live}>{children}</LiveContext>;
}

export const useConnection = (): Connection => useContext(LiveContext).connection;

/** How often a page asks by itself: seldom with the stream, and instead of it where there is none. */
export const usePollMs = (): number => (useConnection() === "live" ? SELDOM_MS : POLL_MS);

/** Calls `hear` on everything that happens while the page is there. */
export function useHappenings(hear: (happening: Happening) => void) {
  const { listen } = useContext(LiveContext);
  const latest = useRef(hear);
  useEffect(() => {
    latest.current = hear;
  });
  useEffect(() => listen((happening) => latest.current(happening)), [listen]);
}

/** Shows at once what an event tells. */
function tellCache(client: QueryClient, { incident, ...entry }: Happening) {
  client.setQueryData<IncidentDetail>(keys.incident(incident.id), (detail) => {
    if (!detail) return detail;
    const isTold = detail.timeline.some(({ id }) => id === entry.id);
    return { ...newer(detail, incident), timeline: isTold ? detail.timeline : [...detail.timeline, entry] };
  });
  for (const query of client.getQueryCache().findAll({ queryKey: keys.incidents })) {
    const lists = query.state.data;
    if (!isList(lists)) continue;
    const wanted = query.queryKey[1] as Wanted;
    const pages = withIncident(lists.pages, incident, fits(wanted, incident));
    client.setQueryData<Lists>(query.queryKey, { ...lists, pages });
  }
}

const isShort = (data: unknown): boolean => !isList(data) || data.pages.length <= PAGES_ASKED_FOR;

/** Asks again for what events do not carry: at once, and then not sooner than every second, however much happens. */
function makeAsker(client: QueryClient) {
  let touched = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let askedAt = 0;
  /** Something may have been missed, so that even a long list is not known to be true. */
  let isAll = false;

  const askNow = () => {
    timer = undefined;
    askedAt = Date.now();
    const mayAsk = isAll ? () => true : (query: { state: { data: unknown } }) => isShort(query.state.data);
    isAll = false;
    void client.invalidateQueries({ queryKey: keys.incidents, predicate: mayAsk });
    void client.invalidateQueries({ queryKey: keys.summary });
    for (const id of touched) void client.invalidateQueries({ queryKey: keys.incident(id) });
    touched = new Set();
  };
  const soon = () => {
    timer ??= setTimeout(askNow, Math.max(0, askedAt + ASK_EVERY_MS - Date.now()));
  };
  return {
    ask: (id: string) => {
      touched.add(id);
      soon();
    },
    askAll: () => {
      isAll = true;
      for (const query of client.getQueryCache().findAll({ queryKey: ["incident"] })) {
        touched.add(String(query.queryKey[1]));
      }
      soon();
    },
    stop: () => clearTimeout(timer),
  };
}
