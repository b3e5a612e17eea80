import { Button } from "@mantine/core";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { useIncidentActions } from "@/components/incident-actions";
import { Live } from "@/components/live";
import { Page } from "@/components/page";
import { useShortcuts } from "@/components/shortcuts";
import { Lines } from "@/components/skeletons";
import { Failed } from "@/components/states";
import { listPollMs, useIncidents, useMineCount, useSummary } from "@/data/incidents";
import { useHappenings, usePollMs } from "@/data/live";
import { countOf, type Incident } from "@/data/model";
import { useSeen } from "@/data/seen";
import { mayRespond, useMe } from "@/data/session";
import { type Filters, filtersFrom, isNarrowed, paramsOf, queryOf } from "@/lib/filters";
import { listHeadline, nextStatuses } from "@/lib/incident-words";
import { fits } from "@/lib/live-list";
import { FilterBar } from "./filter-bar";
import classes from "./incidents.module.css";
import { IncidentList, type ListHandle } from "./list";
import { NothingHere } from "./nothing-here";
import { type Selection, SelectionBar, useSelection } from "./selection";
import { useArrangedRows } from "./use-arranged-rows";

export function Incidents() {
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const filters = useMemo(() => filtersFrom(params), [params]);
  const setFilters = useCallback(
    (change: Partial<Filters>) =>
      setParams((now) => paramsOf({ ...filtersFrom(now), ...change }), { replace: change.tab === undefined }),
    [setParams],
  );

  const pollMs = usePollMs();
  const list = useIncidents(filters, me, pollMs);
  const summary = useSummary({ service: filters.service, team: filters.team }, 2 * pollMs);
  const mine = useMineCount(filters, me, pollMs);
  const answered = useMemo(() => list.data?.pages.flatMap((page) => page.items), [list.data]);
  const { rows, waiting, showWaiting, linger, letGo } = useArrangedRows(answered, params.toString());
  // What somebody else has just dealt with stays for a moment as well, so that no finger lands on the next row.
  useHappenings(({ incident }) => {
    if (fits(queryOf(filters, me.id), incident) === false && rows.some(({ id }) => id === incident.id)) linger(incident);
  });
  const [actedOn, setActedOn] = useState<string | null>(null);
  const { move, moveAll } = useIncidentActions();

  const act = useCallback(
    async (incident: Incident, to: "acknowledged" | "resolved") => {
      setActedOn(incident.id);
      linger({ ...incident, status: to, assigned_to: to === "acknowledged" ? me : incident.assigned_to });
      const isTaken = await move(incident, to);
      if (!isTaken) letGo(incident.id);
      setActedOn(null);
    },
    [move, linger, letGo, me],
  );

  // On what is resolved there is nothing to do.
  const mayAct = mayRespond(me) && filters.tab !== "resolved";
  const selection = useSelection(rows, params.toString());
  const actOnSelected = async (to: "acknowledged" | "resolved") => {
    const possible = selection.incidents.filter(({ status }) => nextStatuses(status).includes(to));
    selection.clear();
    for (const incident of possible) {
      linger({ ...incident, status: to, assigned_to: to === "acknowledged" ? me : incident.assigned_to });
    }
    const taken = await moveAll(possible, to);
    for (const { id } of possible) if (!taken.some((incident) => incident.id === id)) letGo(id);
  };

  const { unseen, see } = useSeen();
  // What the reader has on the page and knows already: a later change of it is news.
  useEffect(() => see(rows.filter((row) => !unseen(row))), [rows, unseen, see]);
  const news = rows.filter(unseen);

  const { fetchNextPage } = list;
  const loadMore = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const listHandle = useRef<ListHandle>(null);
  const search = useRef<HTMLInputElement>(null);
  useListKeys(listHandle, search, rows, mayAct ? { act, actOnSelected, selection } : undefined);

  const byStatus = summary.data?.by_status;
  const counts = useMemo(
    () =>
      byStatus && {
        open: countOf(byStatus, "open"),
        acknowledged: countOf(byStatus, "acknowledged") + countOf(byStatus, "in_progress"),
        mine: mine.data ?? 0,
      },
    [byStatus, mine.data],
  );
  // A text, so that the same services on the next answer are the same.
  const names = [...new Set(answered?.map((incident) => incident.service))].toSorted().join("\n");
  const services = useMemo(() => (names ? names.split("\n") : []), [names]);
  return (
    <Page
      title="Incidents"
      tabTitle={counts?.open ? `${counts.open} open` : "Incidents"}
      sentence={counts ? listHeadline(counts.open, counts.acknowledged) : " "}
      aside={
        <Live
          updatedAt={list.dataUpdatedAt}
          isFailing={list.isError}
          everyMs={listPollMs(pollMs, list.data?.pages.length ?? 1)}
        />
      }
    >
      <div className={classes.body}>
        <FilterBar
          filters={filters}
          setFilters={setFilters}
          searchRef={search}
          counts={counts}
          seen={services}
          selecting={mayAct ? selection : undefined}
        />
        {waiting > 0 && (
          <Button className={classes.waiting} size="xs" onClick={showWaiting}>
            {waiting} new
          </Button>
        )}
        {news.length > 0 && (
          <p className={classes.news}>
            {news.length === 1 ? "One is" : `${news.length} are`} new or changed since you looked.{" "}
            <Button size="compact-sm" variant="subtle" onClick={() => see(news)}>
              Mark as seen
            </Button>
          </p>
        )}
        {list.isPending ? (
          <Lines count={8} />
        ) : !answered ? (
          <Failed what="The incidents could not be loaded" error={list.error} retry={() => void list.refetch()} />
        ) : rows.length === 0 ? (
          <NothingHere
            filters={filters}
            isFirst={summary.data?.total === 0}
            clear={isNarrowed(filters) ? () => setFilters({ service: null, team: null, severity: null, q: "" }) : null}
          />
        ) : (
          <IncidentList
            rows={rows}
            me={me}
            act={mayAct ? act : undefined}
            actedOn={actedOn}
            selection={mayAct ? selection : undefined}
            unseen={unseen}
            handle={listHandle}
            loadMore={list.hasNextPage && !list.isFetching ? loadMore : undefined}
          />
        )}
        {list.hasNextPage && (
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show older
          </Button>
        )}
        {selection.isSelecting && (
          <SelectionBar selection={selection} all={rows} act={(to) => void actOnSelected(to)} />
        )}
      </div>
    </Page>
  );
}

const focused = () => document.activeElement?.closest("li")?.querySelector<HTMLAnchorElement>("a[data-incident]");

interface ListActions {
  act: (incident: Incident, to: "acknowledged" | "resolved") => void;
  actOnSelected: (to: "acknowledged" | "resolved") => void;
  selection: Selection;
}

/** j and k move along the rows, x selects, a and r act on what is selected or else has the focus, / searches. */
function useListKeys(
  list: React.RefObject<ListHandle | null>,
  search: React.RefObject<HTMLInputElement | null>,
  rows: Incident[],
  actions: ListActions | undefined,
) {
  const move = (by: 1 | -1) => {
    const at = rows.findIndex(({ id }) => id === focused()?.dataset["incident"]);
    list.current?.focus(at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by)));
  };
  const actOn = (to: "acknowledged" | "resolved") => {
    if (actions && actions.selection.incidents.length > 0) return actions.actOnSelected(to);
    const incident = rows.find((row) => row.id === focused()?.dataset["incident"]);
    if (incident && nextStatuses(incident.status).includes(to)) actions?.act(incident, to);
  };
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    x: () => {
      const id = focused()?.dataset["incident"];
      if (id) actions?.selection.toggle(id);
    },
    a: () => actOn("acknowledged"),
    r: () => actOn("resolved"),
    Escape: () => actions?.selection.clear(),
    "/": () => search.current?.focus(),
  });
}
