import { Time } from "@/components/time";
import type { Alert } from "@/data/model";
import classes from "./alerts.module.css";

/** What the monitoring tools said: what still fires first, then the latest. */
export function Alerts({ alerts }: { alerts: Alert[] }) {
  if (alerts.length === 0) {
    return <p className="muted">A person opened this incident. Alerts that are about the same thing would stand here.</p>;
  }
  const sorted = alerts.toSorted(
    (a, b) => Number(b.status === "firing") - Number(a.status === "firing") || b.last_seen_at.localeCompare(a.last_seen_at),
  );
  return (
    <ul className={classes.list}>
      {sorted.map((alert) => (
        <li key={alert.id} className={classes.alert}>
          <p className={classes.message}>{alert.message}</p>
          <p className={classes.facts}>
            <span className={classes.state} data-firing={alert.status === "firing" || undefined}>
              {alert.status === "firing" ? "firing" : "stopped"}
            </span>
            {alert.occurrences > 1 && <span>seen {alert.occurrences.toLocaleString("en")} times</span>}
            <span>
              last <Time at={alert.last_seen_at} />
            </span>
            {alert.source && <span>from {alert.source}</span>}
          </p>
          <Labels labels={alert.labels} />
        </li>
      ))}
    </ul>
  );
}

function Labels({ labels }: { labels: Alert["labels"] }) {
  const pairs = Object.entries(labels);
  if (pairs.length === 0) return null;
  return (
    <ul className={classes.labels} aria-label="Labels">
      {pairs.map(([name, value]) => (
        <li key={name}>
          <span className="muted">{name}</span> {value}
        </li>
      ))}
    </ul>
  );
}
