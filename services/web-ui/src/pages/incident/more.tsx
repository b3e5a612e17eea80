import { Button, Menu } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { Link } from "react-router";
import { notifications } from "@mantine/notifications";
import { whyAndWhatToDo } from "@/components/states";
import { useEditIncident } from "@/data/incident-work";
import type { IncidentDetail } from "@/data/model";
import { mayRespond, useMe } from "@/data/session";

const Merge = lazy(async () => ({ default: (await import("./merge")).Merge }));
const Why = lazy(async () => ({ default: (await import("./why")).Why }));

type Asked = "merge" | "why";

/** What is done with an incident by day, out of the way of what is done at night. */
export function More({ incident }: { incident: IncidentDetail }) {
  const me = useMe();
  const edit = useEditIncident(incident.id);
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  const mayChange = mayRespond(me) && incident.status !== "resolved";
  const begin = () =>
    edit.mutate(
      { status: "in_progress" },
      {
        onError: (error) =>
          notifications.show({ color: "red", title: `Not changed: ${incident.title}`, message: whyAndWhatToDo(error) }),
      },
    );
  return (
    <>
      <Menu position="bottom-end" width={240} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button size="md" variant="subtle">
            More
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {mayChange && incident.status !== "in_progress" && (
            <Menu.Item onClick={begin}>Say that you work on it</Menu.Item>
          )}
          {mayChange && <Menu.Item onClick={() => setAsked("merge")}>Merge others into it</Menu.Item>}
          <Menu.Item onClick={() => setAsked("why")}>Why was I paged, or not?</Menu.Item>
          <Menu.Item component={Link} to={`/incidents/${incident.id}/postmortem`}>
            Post-mortem
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {asked === "merge" && <Merge incident={incident} onClose={close} />}
        {asked === "why" && <Why incident={incident} onClose={close} />}
      </Suspense>
    </>
  );
}
