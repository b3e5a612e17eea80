import { Time } from "@/components/time";
import { useIntegration } from "@/data/integrations";
import { alertsCounted } from "@/lib/incident-words";
import classes from "./services.module.css";

/** Tells of the first alert that came by an integration since it had sent `before`. */
export function Arrival({ id, before }: { id: string; before: number }) {
  const now = useIntegration(id).data;
  const came = (now?.alerts_received ?? before) - before;
  return (
    <p className={classes.arrival} data-arrived={came > 0} aria-live="polite">
      {came > 0 && now?.last_received_at ? (
        <>
          It works: {alertsCounted(came)} came, the last <Time at={now.last_received_at} />.
        </>
      ) : (
        "Waiting for an alert. It shows here within seconds."
      )}
    </p>
  );
}
