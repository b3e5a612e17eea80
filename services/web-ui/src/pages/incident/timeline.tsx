import { exact, timeOfDay } from "@/lib/time";
import { useNameOf } from "@/data/people";
import type { TimelineEntry } from "@/data/model";
import { timelineLines } from "@/lib/timeline";
import classes from "./timeline.module.css";

/** Everything that happened, the newest first, under the name of its day. */
export function Timeline({ entries }: { entries: TimelineEntry[] }) {
  const nameOf = useNameOf();
  const lines = timelineLines(entries, nameOf);
  return (
    <ol className={classes.timeline}>
      {lines.map((line, place) => {
        const day = dayOf(line.at);
        const above = lines[place - 1];
        return (
          <li key={line.id}>
            {(!above || dayOf(above.at) !== day) && <p className={classes.day}>{day}</p>}
            <div className={classes.line} data-tone={line.tone}>
              <time dateTime={line.at} title={exact(line.at)} className={classes.at}>
                {timeOfDay(line.at)}
              </time>
              <div className={classes.words}>
                <p>
                  {line.words}
                  {line.until && <span className="muted"> until {timeOfDay(line.until)}</span>}
                </p>
                {line.quote && <p className={classes.quote}>{line.quote}</p>}
              </div>
            </div>
          </li>
        );
      })}
    </ol>
  );
}

const dayOf = (at: string): string =>
  new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" }).format(Date.parse(at));
