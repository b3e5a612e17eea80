import { Button, Select, TextInput } from "@mantine/core";
import { notifications as toasts } from "@mantine/notifications";
import { Link, useSearchParams } from "react-router";
import { Badge } from "@/components/badge";
import { Page } from "@/components/page";
import { Row, Rows } from "@/components/rows";
import { Lines } from "@/components/skeletons";
import { Empty, Failed, whyAndWhatToDo } from "@/components/states";
import { Time } from "@/components/time";
import type { Attempt, Notification, NotificationStatus } from "@/data/model";
import { type Sought, useNotifications, useRetryNotification } from "@/data/notifications";
import { useUsers } from "@/data/people";
import { mayRespond, useMe } from "@/data/session";
import { attemptWords, standingOf, STATUS_OF_NOTIFICATION } from "@/lib/notification-words";
import classes from "./notifications.module.css";

const STATUSES = Object.keys(STATUS_OF_NOTIFICATION) as NotificationStatus[];

function soughtIn(params: URLSearchParams): Sought {
  const status = STATUSES.find((known) => known === params.get("status"));
  const recipient = params.get("recipient")?.trim();
  const incident_id = params.get("incident");
  const bundle_id = params.get("bundle");
  return {
    ...(status && { status }),
    ...(recipient && { recipient }),
    ...(incident_id && { incident_id }),
    ...(bundle_id && { bundle_id }),
  };
}

export function NotificationsPage() {
  const [params, setParams] = useSearchParams();
  const sought = soughtIn(params);
  const list = useNotifications(sought);
  const sent = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const narrow = (name: string, value: string | null) =>
    setParams(
      (now) => {
        const next = new URLSearchParams(now);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );
  return (
    <Page title="Notifications" sentence="What was sent to whom, each attempt, and what became of it.">
      <div className={classes.tools}>
        <Select
          aria-label="Status"
          placeholder="Any status"
          data={STATUSES.map((status) => ({ value: status, label: STATUS_OF_NOTIFICATION[status].words }))}
          value={sought.status ?? null}
          onChange={(status) => narrow("status", status)}
          clearable
          clearButtonProps={{ "aria-label": "Any status" }}
        />
        <TextInput
          aria-label="Recipient"
          placeholder="Recipient"
          type="search"
          defaultValue={sought.recipient ?? ""}
          onBlur={(event) => narrow("recipient", event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Enter" && narrow("recipient", event.currentTarget.value)}
        />
        {sought.incident_id && (
          <Button variant="default" onClick={() => narrow("incident", null)}>
            Of every incident
          </Button>
        )}
        {sought.bundle_id && (
          <Button variant="default" onClick={() => narrow("bundle", null)}>
            Of every message
          </Button>
        )}
      </div>
      {list.data ? (
        sent.length === 0 ? (
          <Empty title={params.size > 0 ? "Nothing matches" : "Nothing was sent yet"}>
            Each page and each message comes here as it is sent, with every attempt to deliver it.
          </Empty>
        ) : (
          <>
            <Rows label="Notifications">
              {sent.map((one) => (
                <NotificationRow key={one.id} notification={one} />
              ))}
            </Rows>
            {list.hasNextPage && (
              <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                Show older
              </Button>
            )}
          </>
        )
      ) : list.isError ? (
        <Failed what="The notifications could not be loaded" error={list.error} retry={() => void list.refetch()} />
      ) : (
        <Lines count={6} height={72} />
      )}
    </Page>
  );
}

function NotificationRow({ notification }: { notification: Notification }) {
  const me = useMe();
  const users = useUsers().data ?? [];
  const retry = useRetryNotification();
  const { id, channel, recipient, kind, subject, message, incident_id, attempts, created_at } = notification;
  const bundle = notification.is_bundle ? id : notification.bundle_id;
  const known = users.find(({ email }) => email === recipient);
  const { words, tone, mayRetry } = standingOf(notification);
  const sendAgain = () =>
    retry.mutate(id, {
      onError: (error) => toasts.show({ color: "red", title: "It was not sent again", message: whyAndWhatToDo(error) }),
    });
  return (
    <Row
      title={
        <>
          {known?.name ?? recipient} <span className={classes.by}>by {channel}</span>
        </>
      }
      actions={
        <>
          <Badge tone={tone}>{words}</Badge>
          {mayRetry && mayRespond(me) && (
            <Button variant="default" loading={retry.isPending} onClick={sendAgain}>
              Send it again
            </Button>
          )}
        </>
      }
    >
      <p>
        {kind === "page" ? "Page" : kind === "update" ? "Update" : "Message"} <Time at={created_at} />
        {": "}
        {incident_id ? (
          <Link to={`/incidents/${incident_id}`} className="link">
            {subject ?? message}
          </Link>
        ) : (
          (subject ?? message)
        )}
        {bundle && (
          <>
            {" · "}
            <Link to={`/notifications?bundle=${bundle}`} className="link">
              {notification.is_bundle ? "What it carries" : "The message it went with"}
            </Link>
          </>
        )}
      </p>
      {attempts.length > 0 && (
        <ol className={classes.attempts} aria-label="Attempts">
          {attempts.map((attempt: Attempt) => (
            <li key={attempt.number}>
              {attempt.number}. <Time at={attempt.started_at} as="clock" /> {attemptWords(attempt)}
            </li>
          ))}
        </ol>
      )}
    </Row>
  );
}
