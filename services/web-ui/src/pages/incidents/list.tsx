import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import type { Incident } from "@/data/model";
import type { Me } from "@/data/session";
import classes from "./incidents.module.css";
import { IncidentRow } from "./row";
import type { Selection } from "./selection";

/** A list this long is drawn whole; of a longer one, what is in view. */
const DRAWN_WHOLE = 100;
/** Rows beyond what is in view, above and below. */
const OVERSCAN = 6;
/** So many rows before the end the next page is asked for. */
const AHEAD = 60;

/** Puts the focus on a row, wherever it is. */
export interface ListHandle {
  focus: (place: number) => void;
}

interface IncidentListProps {
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

export function IncidentList({ rows, me, act, actedOn, selection, unseen, handle, loadMore }: IncidentListProps) {
  const list = useRef<HTMLUListElement>(null);
  const isLong = rows.length > DRAWN_WHOLE;
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    if (isLong && list.current) setTop(list.current.getBoundingClientRect().top + globalThis.scrollY);
  }, [isLong]);
  const virtual = useWindowVirtualizer<HTMLLIElement>({
    count: rows.length,
    enabled: isLong,
    estimateSize: () => (globalThis.innerWidth < 640 ? 96 : globalThis.innerWidth < 1024 ? 64 : 48),
    getItemKey: (place) => rows[place]?.id ?? place,
    overscan: OVERSCAN,
    scrollMargin: top,
    useFlushSync: false,
  });
  const inView = isLong ? virtual.getVirtualItems() : [];
  const [first, last] = [inView[0], inView.at(-1)];
  const places = isLong ? inView.map(({ index }) => index) : rows.map((_, place) => place);

  const isNearEnd = isLong && last !== undefined && last.index > rows.length - AHEAD;
  useEffect(() => {
    if (isNearEnd) loadMore?.();
  }, [isNearEnd, loadMore]);

  useImperativeHandle(handle, () => ({
    focus: (place) => {
      const id = rows[place]?.id;
      const link = () => list.current?.querySelector<HTMLAnchorElement>(`a[data-incident="${id}"]`);
      if (!isLong || link()) return link()?.focus();
      virtual.scrollToIndex(place);
      // It is drawn once the list has scrolled to it.
      requestAnimationFrame(() => requestAnimationFrame(() => link()?.focus()));
    },
  }));

  return (
    <ul
      className={classes.list}
      ref={list}
      aria-label="Incidents"
      data-selecting={selection?.isSelecting || undefined}
      data-quiet={!act || undefined}
      style={
        isLong
          ? {
              paddingTop: first ? first.start - top : 0,
              paddingBottom: last ? virtual.getTotalSize() - (last.end - top) : virtual.getTotalSize(),
            }
          : undefined
      }
    >
      {places.map((place) => {
        const incident = rows[place];
        return (
          incident && (
            <IncidentRow
              key={incident.id}
              incident={incident}
              me={me}
              act={act}
              isBusy={actedOn === incident.id}
              isSelected={selection?.ids.has(incident.id) ?? false}
              isUnseen={unseen(incident)}
              select={selection?.toggle}
              place={isLong ? place : undefined}
              count={isLong ? rows.length : undefined}
              measure={isLong ? virtual.measureElement : undefined}
            />
          )
        );
      })}
    </ul>
  );
}
