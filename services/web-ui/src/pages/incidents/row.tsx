import { Button, VisuallyHidden } from "@mantine/core";
import { memo } from "react";
import { Link } from "react-router";
import { useTelling } from "@/components/now";
import { SeverityMark } from "@/components/severity";
import { TONE_OF } from "@/components/status";
import type { Incident } from "@/data/model";
import type { Me } from "@/data/session";
import { ACTION_WORDS, alertsCounted, nextStatuses, whenWords, whoHasIt } from "@/lib/incident-words";
import { exact } from "@/lib/time";
import classes from "./row.module.css";

interface RowProps {
  incident: Incident;
  me: Me;
  act: ((incident: Incident, to: "acknowledged" | "resolved") => void) | undefined;
  isBusy: boolean;
  isSelected: boolean;
  /** Whether it is new or changed to the reader. */
  isUnseen: boolean;
  /** Undefined for who may change nothing. */
  select: ((id: string) => void) | undefined;
  /** Where only a part of the list is drawn: which of how many this is, and who wants to know its height. */
  place: number | undefined;
  count: number | undefined;
  measure: ((element: HTMLLIElement | null) => void) | undefined;
}

/** One incident: a line on a wide screen, two on a phone, and the one thing to do. */
export const IncidentRow = memo(function IncidentRow(props: RowProps) {
  const { incident, me, act, isBusy, isSelected, isUnseen, select, place, count, measure } = props;
  const when = useTelling((now) => whenWords(incident, now));
  const holder = useTelling((now) => whoHasIt(incident, me.id, now));
  const [next] = nextStatuses(incident.status);
  return (
    <li
      className={classes.row}
      ref={measure}
      data-index={place}
      aria-posinset={place === undefined ? undefined : place + 1}
      aria-setsize={count}
      data-severity={incident.severity}
      data-selected={isSelected || undefined}
    >
      {select && (
        <label className={classes.select}>
          <input
            type="checkbox"
            checked={isSelected}
            onChange={() => select(incident.id)}
            aria-label={`Select: ${incident.title}`}
          />
        </label>
      )}
      <div className={classes.severity}>
        <SeverityMark severity={incident.severity} />
      </div>
      <Link to={`/incidents/${incident.id}`} className={classes.title} data-incident={incident.id}>
        {isUnseen && (
          <>
            <span className={classes.unseen} aria-hidden="true" />
            <VisuallyHidden>Not seen yet: </VisuallyHidden>
          </>
        )}
        {incident.title}
      </Link>
      <div className={classes.facts}>
        <div className={classes.service}>{incident.service}</div>
        <div className={classes.alerts}>{alertsCounted(incident.alert_count)}</div>
        <time className={classes.age} dateTime={incident.created_at} title={exact(incident.created_at)}>
          {when}
        </time>
        <div className={classes.who} data-tone={TONE_OF[incident.status]}>
          <span>
            {holder}
          </span>
        </div>
      </div>
      <div className={classes.action}>
        {act && next && (
          <Button
            size="xs"
            variant={next === "acknowledged" ? "light" : "default"}
            loading={isBusy}
            onClick={() => act(incident, next)}
            aria-label={`${ACTION_WORDS[next]}: ${incident.title}`}
          >
            {ACTION_WORDS[next]}
          </Button>
        )}
      </div>
    </li>
  );
});
