import { useSyncExternalStore } from "react";

/** One timer for everything on the page that tells the time. */
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void) {
  if (listeners.size === 0) {
    now = Date.now();
    timer = setInterval(() => {
      now = Date.now();
      for (const tell of listeners) tell();
    }, 1000);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

/** What `say` tells now; draws again only when it tells something else, so a long list of "6 min" costs nothing. */
export const useTelling = (say: (now: number) => string): string => useSyncExternalStore(subscribe, () => say(now));

/** Epoch milliseconds, anew each second. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now);
