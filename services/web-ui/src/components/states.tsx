import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { Problem } from "@/data/http";
import classes from "./states.module.css";

/** Nothing here: what would appear, and how to make it appear. */
export function Empty({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className={classes.state}>
      <h2>{title}</h2>
      <div className={classes.text}>{children}</div>
      {action}
    </div>
  );
}

/** It could not be shown: what, why, and what to do. */
export function Failed({ what, error, retry }: { what: string; error: unknown; retry: () => void }) {
  return (
    <div className={classes.state} role="alert">
      <h2>{what}</h2>
      <p className={classes.text}>{whyAndWhatToDo(error)}</p>
      <Button variant="default" onClick={retry}>
        Try again
      </Button>
      {error instanceof Problem && error.requestId && (
        <p className={classes.small}>
          Request <code>{error.requestId}</code>
        </p>
      )}
    </div>
  );
}

export function whyAndWhatToDo(error: unknown): string {
  if (error instanceof Problem) {
    if (error.status === 403) return "Your role does not allow this. Ask an admin for the responder role.";
    return error.detail || error.title;
  }
  return error instanceof Error ? error.message : "Something unexpected happened.";
}
