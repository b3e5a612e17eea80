import type { ReactNode } from "react";
import classes from "./bars.module.css";

interface BarsProps {
  rows: { key: string; name: ReactNode; value: number; note?: string }[];
}

/** Counts side by side: the number is the fact, the bar helps the eye. */
export function Bars({ rows }: BarsProps) {
  const most = Math.max(1, ...rows.map((row) => row.value));
  return (
    <ul className={classes.bars}>
      {rows.map(({ key, name, value, note }) => (
        <li key={key} className={classes.row}>
          <span className={classes.name}>{name}</span>
          <span className={classes.track} aria-hidden="true">
            <span className={classes.bar} style={{ width: `${(100 * value) / most}%` }} />
          </span>
          <span className={classes.value}>
            {value.toLocaleString("en")}
            {note && <span className={classes.note}>{note}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
