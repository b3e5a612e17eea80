import { Button } from "@mantine/core";
import { useState } from "react";
import { Badge } from "@/components/badge";
import { Confirm } from "@/components/form-dialog";
import { PlusIcon } from "@/components/icons";
import { useNow } from "@/components/now";
import { Section } from "@/components/page";
import { Row, Rows } from "@/components/rows";
import { Lines } from "@/components/skeletons";
import { Empty, Failed } from "@/components/states";
import { useEndMaintenance, useMaintenance } from "@/data/holds";
import type { MaintenanceWindow } from "@/data/model";
import { mayRespond, useMe } from "@/data/session";
import { isToCome, windowSentence, windowStanding } from "@/lib/window-words";
import { MaintenanceForm } from "./maintenance-form";

/** Times in which nobody is paged for a service (`service`), or for any. */
export function Maintenance({ service }: { service: string | null }) {
  const me = useMe();
  const windows = useMaintenance(service);
  const end = useEndMaintenance();
  const [isPlanning, setPlanning] = useState(false);
  const [ending, setEnding] = useState<MaintenanceWindow | null>(null);
  const all = windows.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Section
      title="Maintenance"
      aside={
        mayRespond(me) && (
          <Button variant="default" leftSection={<PlusIcon size={16} />} onClick={() => setPlanning(true)}>
            Plan maintenance
          </Button>
        )
      }
    >
      {windows.data ? (
        all.length === 0 ? (
          <Empty title="No maintenance is planned">
            While a service is in maintenance its alerts are kept and nobody is paged. What still fires at the end pages then.
          </Empty>
        ) : (
          <>
            <Rows label="Maintenance">
              {all.map((one) => (
                <WindowRow
                  key={one.id}
                  window={one}
                  isOfOneService={service !== null}
                  end={mayRespond(me) && isToCome(one) ? () => setEnding(one) : null}
                />
              ))}
            </Rows>
            {windows.hasNextPage && (
              <Button variant="subtle" loading={windows.isFetchingNextPage} onClick={() => void windows.fetchNextPage()}>
                Show older maintenance
              </Button>
            )}
          </>
        )
      ) : windows.isError ? (
        <Failed what="The maintenance could not be loaded" error={windows.error} retry={() => void windows.refetch()} />
      ) : (
        <Lines count={1} height={56} />
      )}
      {isPlanning && <MaintenanceForm service={service} onClose={() => setPlanning(false)} />}
      {ending && (
        <Confirm
          title={`End: ${ending.reason}`}
          verb={ending.is_active ? "End it now" : "Call it off"}
          write={end}
          onConfirm={() => end.mutate(ending.id, { onSuccess: () => setEnding(null) })}
          onClose={() => setEnding(null)}
        >
          <p>
            {ending.is_active
              ? `What still fires for ${ending.services.join(", ")} pages at once.`
              : `${ending.services.join(", ")} page as usual then.`}
            {ending.recurrence !== null && " It does not come again either."}
          </p>
        </Confirm>
      )}
    </Section>
  );
}

interface WindowRowProps {
  window: MaintenanceWindow;
  isOfOneService: boolean;
  /** Null where there is nothing to end, or the reader may not. */
  end: (() => void) | null;
}

function WindowRow({ window, isOfOneService, end }: WindowRowProps) {
  const now = useNow();
  const { tone, words } = windowStanding(window);
  return (
    <Row
      title={
        <>
          {window.reason} <Badge tone={tone}>{words}</Badge>
        </>
      }
      actions={
        end && (
          <Button variant="default" onClick={end} aria-label={`End ${window.reason}`}>
            {window.is_active ? "End now" : "Call off"}
          </Button>
        )
      }
    >
      {(!isOfOneService || window.services.length > 1) && `${window.services.join(", ")}. `}
      {windowSentence(window, now)} By {window.created_by}.
    </Row>
  );
}
