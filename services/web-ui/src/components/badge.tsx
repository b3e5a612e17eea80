import type { ReactNode } from "react";
import classes from "./badge.module.css";

/** How something stands, in one or two words. */
export function Badge({ tone, children }: { tone: "green" | "amber" | "red" | "neutral"; children: ReactNode }) {
  return (
    <span className={classes.badge} data-tone={tone}>
      {children}
    </span>
  );
}
