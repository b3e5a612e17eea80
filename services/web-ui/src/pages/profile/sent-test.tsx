import { Link } from "react-router";
import { useNotification } from "@/data/notifications";
import { attemptWords, standingOf } from "@/lib/notification-words";

/** What became of a message that was just sent: told as it comes to be known. */
export function SentTest({ id }: { id: string }) {
  const sent = useNotification(id).data;
  const last = sent?.attempts.at(-1);
  return (
    <p aria-live="polite">
      {sent ? standingOf(sent).words : "Waiting"}
      {last ? `: ${attemptWords(last)}.` : "."}{" "}
      {sent && (
        <Link to={`/notifications?${new URLSearchParams({ recipient: sent.recipient })}`} className="link">
          All that was sent there
        </Link>
      )}
    </p>
  );
}
