import { Button } from "@mantine/core";
import { useCallback, useMemo, useState } from "react";
import type { Incident } from "@/data/model";
import { ACTION_WORDS, nextStatuses } from "@/lib/incident-words";
import classes from "./selection.module.css";

export interface Selection {
  ids: ReadonlySet<string>;
  /** The selected incidents as the list shows them. */
  incidents: Incident[];
  /** Whether somebody selects: a phone shows the boxes only then. */
  isSelecting: boolean;
  begin: () => void;
  toggle: (id: string) => void;
  set: (ids: string[]) => void;
  clear: () => void;
}

const NOTHING: ReadonlySet<string> = new Set();

/** What is selected of the rows; `view` names what is looked at, and a change of it selects nothing. */
export function useSelection(rows: Incident[], view: string): Selection {
  const [state, setState] = useState({ view, ids: NOTHING, hasBegun: false });
  if (state.view !== view) setState({ view, ids: NOTHING, hasBegun: false });
  const begin = useCallback(() => setState((now) => ({ ...now, hasBegun: true })), []);
  const clear = useCallback(() => setState((now) => ({ ...now, ids: NOTHING, hasBegun: false })), []);
  const set = useCallback((ids: string[]) => setState((now) => ({ ...now, ids: new Set(ids) })), []);
  const toggle = useCallback(
    (id: string) =>
      setState((now) => {
        const ids = new Set(now.ids);
        if (!ids.delete(id)) ids.add(id);
        return { ...now, ids };
      }),
    [],
  );
  const { ids, hasBegun } = state;
  return useMemo(() => {
    const incidents = rows.filter((row) => ids.has(row.id));
    return { ids, incidents, isSelecting: hasBegun || incidents.length > 0, begin, toggle, set, clear };
  }, [rows, ids, hasBegun, begin, toggle, set, clear]);
}

interface SelectionBarProps {
  selection: Selection;
  all: Incident[];
  act: (to: "acknowledged" | "resolved") => void;
}

/** What can be done with everything that is selected. */
export function SelectionBar({ selection, all, act }: SelectionBarProps) {
  const count = selection.incidents.length;
  return (
    <section className={classes.bar} aria-label="Selected incidents">
      <p className={classes.count} aria-live="polite">
        {count === 0 ? "Pick incidents" : `${count} selected`}
      </p>
      {(["acknowledged", "resolved"] as const).map((to) => {
        const possible = selection.incidents.filter(({ status }) => nextStatuses(status).includes(to)).length;
        return (
          <Button key={to} variant="default" disabled={possible === 0} onClick={() => act(to)}>
            {possible === count ? ACTION_WORDS[to] : `${ACTION_WORDS[to]} ${possible}`}
          </Button>
        );
      })}
      {count < all.length && (
        <Button className={classes.all} variant="subtle" onClick={() => selection.set(all.map(({ id }) => id))}>
          Select all {all.length}
        </Button>
      )}
      <Button className={classes.cancel} variant="subtle" onClick={selection.clear}>
        Cancel
      </Button>
    </section>
  );
}
