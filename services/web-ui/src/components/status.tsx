import type { Status } from "@/data/model";
import { STATUS_WORDS } from "@/lib/incident-words";
import classes from "./status.module.css";

export const TONE_OF: Record<Status, "amber" | "blue" | "green"> = {
  open: "amber",
  acknowledged: "blue",
  in_progress: "blue",
  resolved: "green",
};

export function StatusBadge({ status }: { status: Status }) {
  return (
    <span className={classes.badge} data-tone={TONE_OF[status]}>
      {STATUS_WORDS[status]}
    </span>
  );
}
