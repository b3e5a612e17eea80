/** What the reader has seen, kept in this browser alone. */
import { useCallback, useMemo, useSyncExternalStore } from "react";
import { afterSeeing, isUnseen, type Seen } from "@/lib/seen";
import type { Incident } from "./model";
import { useMe } from "./session";

const listeners = new Set<() => void>();
const held = new Map<string, Seen>();

const placeOf = (person: string) => `seen:${person}`;

/** What this person has seen; a browser that keeps nothing remembers it until the page is left. */
function seenBy(person: string): Seen {
  const known = held.get(person);
  if (known) return known;
  let seen: Seen = { since: new Date().toISOString(), versions: {} };
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(placeOf(person)) ?? "null");
    if (isSeen(kept)) seen = kept;
    else localStorage.setItem(placeOf(person), JSON.stringify(seen));
  } catch {
    // Nothing is kept here, or what is kept cannot be read.
  }
  held.set(person, seen);
  return seen;
}

const isSeen = (kept: unknown): kept is Seen =>
  typeof kept === "object" && kept !== null && "since" in kept && "versions" in kept;

function keep(person: string, seen: Seen) {
  if (held.get(person) === seen) return;
  held.set(person, seen);
  try {
    localStorage.setItem(placeOf(person), JSON.stringify(seen));
  } catch {
    // It is remembered until the page is left.
  }
  for (const tell of listeners) tell();
}

const subscribe = (tell: () => void) => {
  listeners.add(tell);
  return () => void listeners.delete(tell);
};

/** `unseen`: whether an incident is new or changed to the reader; `see` takes note that they have seen some. */
export function useSeen() {
  const { id } = useMe();
  const seen = useSyncExternalStore(subscribe, () => seenBy(id));
  const see = useCallback((incidents: Incident[]) => keep(id, afterSeeing(seenBy(id), incidents)), [id]);
  return useMemo(() => ({ unseen: (incident: Incident) => isUnseen(seen, incident), see }), [seen, see]);
}
