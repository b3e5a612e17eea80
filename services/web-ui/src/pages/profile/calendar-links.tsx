import { Button } from "@mantine/core";
import { useState } from "react";
import { CalendarLinkForm } from "@/components/calendar-link-form";
import { Confirm } from "@/components/form-dialog";
import { PlusIcon } from "@/components/icons";
import { Row, Rows } from "@/components/rows";
import { Lines } from "@/components/skeletons";
import { Failed } from "@/components/states";
import { Time } from "@/components/time";
import { useCalendarLinks, useRevokeCalendarLink } from "@/data/calendar-links";
import type { CalendarLink } from "@/data/model";
import { useSchedules } from "@/data/on-call";
import classes from "./profile.module.css";

/** What reads the reader's calendar, and the way to stop it. */
export function CalendarLinks() {
  const links = useCalendarLinks();
  const schedules = useSchedules().data ?? [];
  const revoke = useRevokeCalendarLink();
  const [isMaking, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<CalendarLink | null>(null);
  const shows = ({ schedule_id }: CalendarLink) =>
    schedule_id === null
      ? "My shifts"
      : `Everybody's shifts in ${schedules.find(({ id }) => id === schedule_id)?.team ?? "one team"}`;
  return (
    <div className={classes.part}>
      {links.data ? (
        links.data.length === 0 ? (
          <p className="muted">A private link shows your shifts in the calendar program that you use, and keeps them up to date.</p>
        ) : (
          <Rows label="Calendar links">
            {links.data.map((link) => (
              <Row
                key={link.id}
                title={link.name}
                actions={
                  <Button variant="default" onClick={() => setRevoking(link)} aria-label={`Revoke ${link.name}`}>
                    Revoke
                  </Button>
                }
              >
                {shows(link)}.{" "}
                {link.last_used_at ? (
                  <>
                    Last read <Time at={link.last_used_at} />.
                  </>
                ) : (
                  "Never read."
                )}
              </Row>
            ))}
          </Rows>
        )
      ) : links.isError ? (
        <Failed what="Your calendar links could not be loaded" error={links.error} retry={() => void links.refetch()} />
      ) : (
        <Lines count={1} height={56} />
      )}
      <Button variant="default" leftSection={<PlusIcon size={16} />} onClick={() => setMaking(true)}>
        New calendar link
      </Button>
      {isMaking && <CalendarLinkForm schedule={null} onClose={() => setMaking(false)} />}
      {revoking && (
        <Confirm
          title={`Revoke ${revoking.name}`}
          verb="Revoke the link"
          write={revoke}
          onConfirm={() => revoke.mutate(revoking.id, { onSuccess: () => setRevoking(null) })}
          onClose={() => setRevoking(null)}
        >
          <p>The calendar program that has it reads nothing any more.</p>
        </Confirm>
      )}
    </div>
  );
}
