import { Button } from "@mantine/core";
import { useNow } from "@/components/now";
import type { Span } from "@/lib/calendar";
import { clock, span, secondsBetween } from "@/lib/time";
import classes from "./shift-list.module.css";

interface ShiftListProps {
  spans: Span[];
  me: string;
  /** Begins an override of this stretch; undefined for who may not. */
  onPick: ((span: Span) => void) | undefined;
}

/** The calendar for a narrow screen: one line a shift. */
export function ShiftList({ spans, me, onPick }: ShiftListProps) {
  const now = useNow();
  return (
    <ol className={classes.list}>
      {spans.map((shift) => (
        <li key={shift.id} className={classes.shift} data-kind={shift.kind}>
          <div>
            <p className={classes.who}>
              {shift.person === null ? "Nobody" : shift.person.id === me ? "You" : shift.person.name}
              {(shift.kind === "override" || shift.kind === "addition") && (
                <span className={classes.mark}>{shift.kind === "override" ? "override" : "also on call"}</span>
              )}
            </p>
            <p className="muted">
              {clock(shift.start, now)} <span className={classes.to}>to {clock(shift.end, now)}</span>
            </p>
          </div>
          <span className={classes.length}>{span(secondsBetween(shift.start, shift.end))}</span>
          {onPick && shift.kind !== "shift" && (
            <Button variant="default" onClick={() => onPick(shift)}>
              {shift.kind === "gap" ? "Cover" : "Change"}
            </Button>
          )}
        </li>
      ))}
    </ol>
  );
}
