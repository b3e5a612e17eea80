import { Link } from "react-router";
import { useNow } from "@/components/now";
import { useEarlier } from "@/data/incident-work";
import { earlierWords } from "@/lib/incident-words";
import classes from "./earlier.module.css";

/** What the same alerts were part of before, where somebody may have written what helped. */
export function Earlier({ id }: { id: string }) {
  const now = useNow();
  const earlier = useEarlier(id);
  if (earlier.isError) return <p className="muted">What was before is not known right now.</p>;
  if (!earlier.data) return <p className="muted">…</p>;
  if (earlier.data.length === 0) return <p className="muted">Not that the platform remembers.</p>;
  return (
    <ul className={classes.list}>
      {earlier.data.map((incident) => (
        <li key={incident.id}>
          <Link to={`/incidents/${incident.id}`} className={classes.title}>
            {incident.title}
          </Link>
          <p className="muted">{earlierWords(incident, now)}</p>
        </li>
      ))}
    </ul>
  );
}
