import { Button, Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useNow } from "@/components/now";
import { whyAndWhatToDo } from "@/components/states";
import { useSnooze } from "@/data/incidents";
import type { IncidentDetail } from "@/data/model";
import { mayRespond, useMe } from "@/data/session";
import { snoozeChoices } from "@/lib/time";

/** Puts it off: nobody is paged until then. */
export function Snooze({ incident }: { incident: IncidentDetail }) {
  const me = useMe();
  const now = useNow();
  const snooze = useSnooze(incident.id);
  if (!mayRespond(me) || incident.status === "resolved") return null;
  const put = (until: string) =>
    snooze.mutate(until, {
      onError: (error) =>
        notifications.show({ color: "red", title: `Not snoozed: ${incident.title}`, message: whyAndWhatToDo(error) }),
    });
  return (
    <Menu position="bottom-end" width={208} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button size="md" variant="subtle" loading={snooze.isPending}>
          Snooze
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Nobody is paged for</Menu.Label>
        {snoozeChoices(now).map(({ words, until }) => (
          <Menu.Item key={words} onClick={() => put(until)}>
            {words}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
