import type { ReactNode } from "react";
import classes from "./rows.module.css";

/** Things under each other on one surface. */
export function Rows({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={classes.rows} aria-label={label}>
      {children}
    </ul>
  );
}

interface RowProps {
  title: ReactNode;
  /** What is to know about it, in words. */
  children?: ReactNode;
  /** What can be done with it. */
  actions?: ReactNode;
}

export function Row({ title, children, actions }: RowProps) {
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        <p className={classes.title}>{title}</p>
        {children && <div className={classes.facts}>{children}</div>}
      </div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </li>
  );
}
