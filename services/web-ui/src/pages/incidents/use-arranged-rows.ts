import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import type { Incident } from "@/data/model";
import { arrange } from "@/lib/list-view";

/** How long a row stays after somebody acted on it, so that they see what became of it. */
const LINGER_MS = 4000;
/** Scrolled further than this, the reader is in the list and not at its head. */
const READING_PX = 120;

/** The rows to show of what the service answered; `view` names what is looked at, and a change of it begins anew. */
export function useArrangedRows(answered: Incident[] | undefined, view: string) {
  const [lingering, setLingering] = useState<ReadonlyMap<string, Incident>>(new Map());
  const [, look] = useReducer((count: number) => count + 1, 0);
  const shown = useRef({ view, ids: [] as string[] });
  const timers = useRef(new Set<ReturnType<typeof setTimeout>>());

  useEffect(() => {
    const running = timers.current;
    return () => running.forEach(clearTimeout);
  }, []);

  const isSameView = shown.current.view === view;
  const isReading = isSameView && globalThis.scrollY > READING_PX;
  const arranged = arrange(answered ?? [], isSameView ? shown.current.ids : [], isReading, lingering);
  useEffect(() => {
    shown.current = { view, ids: arranged.rows.map((row) => row.id) };
  });

  /** Keeps a row as it looks now for a while; without one, lets go of the row with that id. */
  const linger = useCallback((row: Incident | null, id = row?.id ?? "") => {
    const set = (value: Incident | null) =>
      setLingering((now) => {
        const next = new Map(now);
        if (value) next.set(id, value);
        else next.delete(id);
        return next;
      });
    set(row);
    if (!row) return;
    const timer = setTimeout(() => {
      timers.current.delete(timer);
      set(null);
    }, LINGER_MS);
    timers.current.add(timer);
  }, []);

  const showWaiting = useCallback(() => {
    globalThis.scrollTo({ top: 0 });
    look();
  }, []);

  return { ...arranged, linger, showWaiting };
}
