import { Button } from "@mantine/core";
import { Link } from "react-router";
import { Refused } from "@/components/form-dialog";
import { Lines } from "@/components/skeletons";
import { useChannels, useNotifications, useSendMessage } from "@/data/notifications";
import { mayRespond, useMe } from "@/data/session";
import { attemptWords, standingOf } from "@/lib/notification-words";
import classes from "./profile.module.css";

/** Sends the reader a message the way a page comes, and shows what became of it. */
export function TestPage() {
  const me = useMe();
  const channels = useChannels();
  const send = useSendMessage();
  const mine = useNotifications({ recipient: me.email });
  const sent = mine.data?.pages.flatMap(({ items }) => items).find(({ id }) => id === send.data?.id);
  if (!channels.data) return <Lines count={1} height={40} />;
  const hasMail = channels.data.some(({ channel, is_on }) => channel === "email" && is_on);
  const channel = hasMail ? "email" : "log";
  const last = sent?.attempts.at(-1);
  return (
    <div className={classes.part}>
      <p>
        {hasMail
          ? `Pages come by e-mail, to ${me.email}.`
          : "No mail server is set up, so pages are only written to the platform's log, and nobody is woken. An admin sets SMTP_HOST."}
      </p>
      {mayRespond(me) && (
        <Button
          variant="default"
          loading={send.isPending}
          onClick={() =>
            send.mutate({
              channel,
              recipient: me.email,
              subject: "Test page",
              message: "This is a test page. Nothing is wrong. If you read it, a real one reaches you as well.",
            })
          }
        >
          Send me a test page
        </Button>
      )}
      <Refused error={send.error} />
      {send.data && (
        <p aria-live="polite">
          {standingOf({ status: sent?.status ?? "pending", channel }).words}
          {last ? `: ${attemptWords(last)}.` : "."}{" "}
          <Link to={`/notifications?${new URLSearchParams({ recipient: me.email })}`} className="link">
            All that was sent to you
          </Link>
        </p>
      )}
    </div>
  );
}
