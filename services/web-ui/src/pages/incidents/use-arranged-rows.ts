import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { Incident } from "@/data/model";
import { arrange, type View } from "@/lib/list-view";

/** How long a row stays after somebody acted on it, so that they see what became of it. */
const LINGER_MS = 4000;
/** Scrolled further than this, the reader is in the list and not at its head. */
const READING_PX = 120;

const onScroll = (tell: () => void) => {
  globalThis.addEventListener("scroll", tell, { passive: true });
  return () => globalThis.removeEventListener("scroll", tell);
};
const useIsReading = () => useSyncExternalStore(onScroll, () => globalThis.scrollY > READING_PX);

interface Shown extends View<Incident> {
  answered: Incident[] | undefined;
  view: string;
  isReading: boolean;
  lingering: ReadonlyMap<string, Incident>;
}

/** The rows to show of what the service answered; `view` names what is looked at, and a change of it begins anew. */
export function useArrangedRows(answered: Incident[] | undefined, view: string) {
  const isReading = useIsReading();
  const [lingering, setLingering] = useState<ReadonlyMap<string, Incident>>(new Map());
  const [shown, setShown] = useState<Shown | null>(null);

  const isUpToDate =
    shown?.answered === answered &&
    shown?.view === view &&
    shown.isReading === isReading &&
    shown.lingering === lingering;
  if (!isUpToDate) {
    const before = shown?.view === view ? shown.rows.map((row) => row.id) : [];
    setShown({ answered, view, isReading, lingering, ...arrange(answered ?? [], before, isReading, lingering) });
  }

  const timers = useRef(new Set<ReturnType<typeof setTimeout>>());
  useEffect(() => {
    const running = timers.current;
    return () => running.forEach(clearTimeout);
  }, []);

  const letGo = useCallback(
    (id: string) =>
      setLingering((now) => {
        const next = new Map(now);
        next.delete(id);
        return next;
      }),
    [],
  );
  /** Keeps a row for a while as it looks now. */
  const linger = useCallback(
    (row: Incident) => {
      setLingering((now) => new Map(now).set(row.id, row));
      const timer = setTimeout(() => {
        timers.current.delete(timer);
        letGo(row.id);
      }, LINGER_MS);
      timers.current.add(timer);
    },
    [letGo],
  );
  /** Goes to the head of the list, where the new ones come in. */
  const showWaiting = useCallback(() => globalThis.scrollTo({ top: 0 }), []);

  return { rows: shown?.rows ?? [], waiting: shown?.waiting ?? 0, linger, letGo, showWaiting };
}
