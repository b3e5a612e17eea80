import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import classes from "./incidents.module.css";
import type { IncidentListProps } from "./list";
import { IncidentRow } from "./row";

/** Rows beyond what is in view, above and below. */
const OVERSCAN = 6;
/** So many rows before the end the next page is asked for. */
const AHEAD = 60;

/** How high a row is as long as nobody has measured it. */
const rowHeight = () => (globalThis.innerWidth < 640 ? 96 : globalThis.innerWidth < 1024 ? 64 : 48);

/** A list of any length: only the rows in view are drawn, and further ones are asked for on the way. */
export function LongList({ rows, me, act, actedOn, selection, unseen, handle, loadMore }: IncidentListProps) {
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    if (list.current) setTop(list.current.getBoundingClientRect().top + globalThis.scrollY);
  }, []);
  const virtual = useWindowVirtualizer<HTMLLIElement>({
    count: rows.length,
    estimateSize: rowHeight,
    getItemKey: (place) => rows[place]?.id ?? place,
    overscan: OVERSCAN,
    scrollMargin: top,
    useFlushSync: false,
  });
  const inView = virtual.getVirtualItems();
  const [first, last] = [inView[0], inView.at(-1)];

  const isNearEnd = last !== undefined && last.index > rows.length - AHEAD;
  useEffect(() => {
    if (isNearEnd) loadMore?.();
  }, [isNearEnd, loadMore]);

  useImperativeHandle(handle, () => ({
    focus: (place) => {
      const link = () => list.current?.querySelector<HTMLAnchorElement>(`a[data-incident="${rows[place]?.id}"]`);
      if (link()) return link()?.focus();
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
      style={{
        paddingTop: first ? first.start - top : 0,
        paddingBottom: virtual.getTotalSize() - (last ? last.end - top : 0),
      }}
    >
      {inView.map(({ index }) => {
        const incident = rows[index];
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
              place={index}
              count={rows.length}
              measure={virtual.measureElement}
            />
          )
        );
      })}
    </ul>
  );
}
