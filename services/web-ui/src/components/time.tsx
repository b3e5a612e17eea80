import { Tooltip } from "@mantine/core";
import { clock, exact, relative } from "@/lib/time";
import { useNow } from "./now";
import classes from "./time.module.css";

/** An instant: "6 min ago" or the clock, and the exact instant and zone on hover, focus or tap. */
export function Time({ at, as = "relative" }: { at: string; as?: "relative" | "clock" }) {
  const now = useNow();
  return (
    <Tooltip label={exact(at)} events={{ hover: true, focus: true, touch: true }} withinPortal>
      <time dateTime={at} className={classes.time}>
        {as === "clock" ? clock(at, now) : relative(at, now)}
      </time>
    </Tooltip>
  );
}
