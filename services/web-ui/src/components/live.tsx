import { useConnection } from "@/data/live";
import { secondsBetween, span } from "@/lib/time";
import classes from "./live.module.css";
import { useNow } from "./now";

interface LiveProps {
  /** Epoch milliseconds of the last good answer; 0 before the first. */
  updatedAt: number;
  isFailing: boolean;
  /** The longest that two good answers are apart when all is well. */
  everyMs: number;
}

/** Whether what is on the page is what is true now; a banner across the page where it is not. */
export function Live({ updatedAt, isFailing, everyMs }: LiveProps) {
  const connection = useConnection();
  const now = useNow();
  if (updatedAt === 0) return null;
  const isStale = isFailing || now - updatedAt > 3 * everyMs + 2000;
  const lost = secondsBetween(new Date(updatedAt).toISOString(), now);
  return (
    <output className={classes.live} data-stale={isStale || undefined}>
      <span className={classes.dot} />
      {isStale ? (
        <span>
          Live updates lost <span aria-hidden="true">{span(lost)} ago</span>, retrying. What you see may be out of date.
        </span>
      ) : connection === "live" ? (
        "Live"
      ) : (
        "Updated every few seconds"
      )}
    </output>
  );
}
