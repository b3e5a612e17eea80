import { Button, Select } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { Link } from "react-router";
import { Empty, whyAndWhatToDo } from "@/components/states";
import { useSendAlert } from "@/data/incidents";
import { SEVERITIES, type Severity } from "@/data/model";
import { mayRespond, useMe } from "@/data/session";
import type { Filters, Tab } from "@/lib/filters";
import classes from "./nothing-here.module.css";

const EMPTY: Record<Tab, [title: string, text: string]> = {
  open: ["Nothing is open", "A new incident appears here by itself, the moment an alert arrives."],
  acknowledged: ["Nobody is working on anything", "An incident comes here when somebody acknowledges it."],
  mine: ["Nothing is yours", "What is assigned to you, or acknowledged by you, comes here until it is resolved."],
  resolved: ["Nothing was resolved yet", "Incidents come here when somebody resolves them, or their last alert stops firing."],
};

interface NothingHereProps {
  filters: Filters;
  /** Whether there never was any incident. */
  isFirst: boolean;
  /** Takes the narrowing back; null where there is none. */
  clear: (() => void) | null;
}

export function NothingHere({ filters, isFirst, clear }: NothingHereProps) {
  if (clear) {
    return (
      <Empty
        title="Nothing matches"
        action={
          <Button variant="default" onClick={clear}>
            Show all
          </Button>
        }
      >
        No incident under this status fits the search and the filters.
      </Empty>
    );
  }
  if (isFirst) return <FirstAlert />;
  const [title, text] = EMPTY[filters.tab];
  return <Empty title={title}>{text}</Empty>;
}

/** Before the first incident ever: how to see one. */
function FirstAlert() {
  const me = useMe();
  const send = useSendAlert();
  const [severity, setSeverity] = useState<Severity>("high");
  const command = [
    `curl -X POST ${globalThis.location.origin}/api/v1/alerts \\`,
    '  -H "Authorization: Bearer $INGEST_API_KEY" -H "Content-Type: application/json" \\',
    `  -d '{"service": "checkout-api", "severity": "${severity}", "message": "error rate above 5 %"}'`,
  ].join("\n");
  const sendOne = () =>
    send.mutate(
      { service: "checkout-api", severity, message: "Test alert: error rate above 5 %", source: "web-ui" },
      {
        onError: (error) =>
          notifications.show({ color: "red", title: "The test alert was not taken", message: whyAndWhatToDo(error) }),
      },
    );
  return (
    <Empty title="No alert has arrived yet">
      <p>
        An incident opens here the moment a monitoring tool sends its first alert, and whoever is on call is paged. Check{" "}
        <Link to="/on-call" className="link">
          who that is
        </Link>
        , then try it.
      </p>
      {mayRespond(me) && (
        <div className={classes.send}>
          <Select
            aria-label="Severity of the test alert"
            data={[...SEVERITIES]}
            value={severity}
            onChange={(value) => setSeverity(SEVERITIES.find((known) => known === value) ?? "high")}
            allowDeselect={false}
            className={classes.severity}
          />
          <Button loading={send.isPending} onClick={sendOne}>
            Send a test alert
          </Button>
        </div>
      )}
      <p>Or as a monitoring tool does, from a terminal:</p>
      <pre className={classes.command}>{command}</pre>
    </Empty>
  );
}
