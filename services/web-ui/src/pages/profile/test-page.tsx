import { Button } from "@mantine/core";
import { Refused } from "@/components/form-dialog";
import { Lines } from "@/components/skeletons";
import { useChannels, useSendMessage } from "@/data/notifications";
import { mayRespond, useMe } from "@/data/session";
import classes from "./profile.module.css";
import { SentTest } from "./sent-test";

/** How somebody without contact methods is paged: by e-mail. A test page shows whether it comes. */
export function TestPage() {
  const me = useMe();
  const channels = useChannels();
  const send = useSendMessage();
  if (!channels.data) return <Lines count={1} height={40} />;
  const hasMail = channels.data.some(({ channel, is_on }) => channel === "email" && is_on);
  return (
    <div className={classes.part}>
      <p>
        {hasMail
          ? `Pages come by e-mail, to ${me.email}, as long as you name nothing else.`
          : "No mail server is set up, so pages are only written to the platform's log, and nobody is woken. An admin sets SMTP_HOST, or you name another way below."}
      </p>
      {mayRespond(me) && (
        <Button
          variant="default"
          loading={send.isPending}
          onClick={() =>
            send.mutate({
              channel: hasMail ? "email" : "log",
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
      {send.data && <SentTest id={send.data.id} />}
    </div>
  );
}
