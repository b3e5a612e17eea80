import "temporal-polyfill/global";
import "@fullcalendar/react/skeleton.css";
import "@fullcalendar/react/themes/classic/theme.css";
import FullCalendar, { type EventDisplayInfo } from "@fullcalendar/react";
import dayGrid from "@fullcalendar/react/daygrid";
import interaction from "@fullcalendar/react/interaction";
import classicTheme from "@fullcalendar/react/themes/classic";
import { type Span, WEEKS_SHOWN } from "@/lib/calendar";
import { exact } from "@/lib/time";
import classes from "./calendar.module.css";

interface CalendarProps {
  spans: Span[];
  /** The first day shown: an instant. */
  from: string;
  me: string;
  /** Begins an override of this stretch; undefined for who may not. */
  onPick: ((span: Span) => void) | undefined;
  /** Begins an override of the days that were dragged over, from midnight to midnight; undefined for who may not. */
  onDrag: ((range: { start: string; end: string }) => void) | undefined;
}

/** The coming weeks as bars: shifts plain, the reader's own tinted, overrides outlined, gaps hatched. */
export function Calendar({ spans, from, me, onPick, onDrag }: CalendarProps) {
  const named = new Map(spans.map((span) => [span.id, span]));
  const look = ({ event }: EventDisplayInfo) => {
    const span = named.get(event.id);
    return [
      classes.bar,
      span && classes[span.kind],
      span?.person?.id === me && classes.mine,
      onPick && classes.pickable,
    ]
      .filter(Boolean)
      .join(" ");
  };
  return (
    <div className={classes.calendar}>
      <FullCalendar
        key={from}
        plugins={[dayGrid, interaction, classicTheme]}
        initialView="weeks"
        views={{ weeks: { type: "dayGrid", duration: { weeks: WEEKS_SHOWN } } }}
        initialDate={from}
        timeZone="local"
        firstDay={1}
        headerToolbar={false}
        height="auto"
        eventDisplay="block"
        dayHeaderFormat={{ weekday: "short" }}
        locale="en-GB"
        monthStartFormat={{ month: "short", day: "numeric" }}
        eventOrder="start"
        events={spans.map(({ id, start, end, person }) => ({ id, start, end, title: person?.name ?? "Nobody" }))}
        eventClass={look}
        eventContent={({ event, timeText, isStart }) => {
          // What began before the first day is cut there by the service: that is no hand-off.
          const span = named.get(event.id);
          const name = span?.person?.id === me ? "You" : event.title;
          const who = span?.kind === "addition" ? `also ${name}` : name;
          return (
            <span className={classes.words} title={span && `${who}, ${exact(span.start)} to ${exact(span.end)}`}>
              {isStart && span && Date.parse(span.start) > Date.parse(from) && <span className={classes.time}>{timeText}</span>} {who}
            </span>
          );
        }}
        eventTimeFormat={{ hour: "2-digit", minute: "2-digit", hour12: false }}
        eventClick={({ event }) => {
          const span = named.get(event.id);
          if (span) onPick?.(span);
        }}
        eventInteractive={onPick !== undefined}
        selectable={onDrag !== undefined}
        selectAllow={({ end }) => end.getTime() > Date.now()}
        select={({ start, end, view }) => {
          view.calendar.unselect();
          onDrag?.({ start: start.toISOString(), end: end.toISOString() });
        }}
      />
    </div>
  );
}
