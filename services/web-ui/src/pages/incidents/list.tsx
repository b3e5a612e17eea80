import { lazy, type RefObject, Suspense, useImperativeHandle, useRef } from "react";
import type { Incident } from "@/data/model";
import type { Me } from "@/data/session";
import classes from "./incidents.module.css";
import { IncidentRow } from "./row";
import type { Selection } from "./selection";

const LongList = lazy(async () => ({ default: (await import("./long-list")).LongList }));

/** A list this long is drawn whole; of a longer one, what is in view. */
const DRAWN_WHOLE = 100;

/** Puts the focus on a row, wherever it is. */
export interface ListHandle {
  focus: (place: number) => void;
}

export interface IncidentListProps {
  rows: Incident[];
  me: Me;
  act: ((incident: Incident, to: "acknowledged" | "resolved") => void) | undefined;
  actedOn: string | null;
  selection: Selection | undefined;
  unseen: (incident: Incident) => boolean;
  handle: RefObject<ListHandle | null>;
  /** Asks for more rows; undefined where there are no more, or they are on their way. */
  loadMore: (() => void) | undefined;
}

export function IncidentList(props: IncidentListProps) {
  const { rows } = props;
  if (rows.length <= DRAWN_WHOLE) return <ShortList {...props} />;
  return (
    <Suspense fallback={<ShortList {...props} rows={rows.slice(0, DRAWN_WHOLE)} />}>
      <LongList {...props} />
    </Suspense>
  );
}

function ShortList({ rows, me, act, actedOn, selection, unseen, handle }: IncidentListProps) {
  const list = useRef<HTMLUListElement>(null);
  useImperativeHandle(handle, () => ({
    focus: (place) => list.current?.querySelectorAll<HTMLAnchorElement>("a[data-incident]")[place]?.focus(),
  }));
  return (
    <ul
      className={classes.list}
      ref={list}
      aria-label="Incidents"
      data-selecting={selection?.isSelecting || undefined}
      data-quiet={!act || undefined}
    >
      {rows.map((incident) => (
        <IncidentRow
          key={incident.id}
          incident={incident}
          me={me}
          act={act}
          isBusy={actedOn === incident.id}
          isSelected={selection?.ids.has(incident.id) ?? false}
          isUnseen={unseen(incident)}
          select={selection?.toggle}
        />
      ))}
    </ul>
  );
}
