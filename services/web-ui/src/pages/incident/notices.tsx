import { Link } from "react-router";
import { useNow } from "@/components/now";
import type { IncidentDetail } from "@/data/model";
import { type Notice, noticesOf } from "@/lib/incident-notices";
import classes from "./notices.module.css";

/** What is out of the ordinary about an incident, and would surprise whoever does not know it. */
export function Notices({ incident }: { incident: IncidentDetail }) {
  const notices = noticesOf(incident, useNow());
  if (notices.length === 0) return null;
  return (
    <ul className={classes.notices} aria-label="To know about it">
      {notices.map((notice) => (
        <li key={notice.words} className={classes.notice} data-tone={notice.tone}>
          <Words {...notice} />
        </li>
      ))}
    </ul>
  );
}

const Words = ({ words, link }: Notice) => (
  <>
    {words}
    {link && (
      <>
        {" "}
        <Link to={`/incidents/${link.to}`} className="link">
          {link.words}
        </Link>
      </>
    )}
  </>
);
