import { Button } from "@mantine/core";
import { useState } from "react";
import { Badge } from "@/components/badge";
import { Confirm } from "@/components/form-dialog";
import { PlusIcon } from "@/components/icons";
import { useNow } from "@/components/now";
import { Page, Section } from "@/components/page";
import { Row, Rows } from "@/components/rows";
import { Lines } from "@/components/skeletons";
import { Empty, Failed } from "@/components/states";
import { useEndSilence, useSilences } from "@/data/holds";
import type { Silence } from "@/data/model";
import { mayRespond, useMe } from "@/data/session";
import { matchersWords } from "@/lib/matchers";
import { clock, epoch, relative } from "@/lib/time";
import { Maintenance } from "./maintenance";
import { SilenceForm } from "./silence-form";

/** What pages nobody at the moment, and why. */
export function SilencesPage() {
  return (
    <Page
      title="Silences"
      sentence="What pages nobody for a while: alerts by what they say, and services by their name. Nothing is lost by it."
    >
      <Silences />
      <Maintenance service={null} />
    </Page>
  );
}

function Silences() {
  const me = useMe();
  const silences = useSilences();
  const end = useEndSilence();
  const [isAdding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Silence | null>(null);
  const all = silences.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Section
      title="Silences"
      aside={
        mayRespond(me) && (
          <Button variant="default" leftSection={<PlusIcon size={16} />} onClick={() => setAdding(true)}>
            New silence
          </Button>
        )
      }
    >
      {silences.data ? (
        all.length === 0 ? (
          <Empty title="Nothing is silenced">
            A silence holds the pages of alerts that say something, such as a region that is being repaired. They are
            recorded all the same, and what still fires when it ends pages then.
          </Empty>
        ) : (
          <>
            <Rows label="Silences">
              {all.map((one) => (
                <SilenceRow key={one.id} silence={one} end={mayRespond(me) ? () => setEnding(one) : null} />
              ))}
            </Rows>
            {silences.hasNextPage && (
              <Button variant="subtle" loading={silences.isFetchingNextPage} onClick={() => void silences.fetchNextPage()}>
                Show older silences
              </Button>
            )}
          </>
        )
      ) : silences.isError ? (
        <Failed what="The silences could not be loaded" error={silences.error} retry={() => void silences.refetch()} />
      ) : (
        <Lines count={2} height={56} />
      )}
      {isAdding && <SilenceForm onClose={() => setAdding(false)} />}
      {ending && (
        <Confirm
          title={`End: ${ending.reason}`}
          verb="End it now"
          write={end}
          onConfirm={() => end.mutate(ending.id, { onSuccess: () => setEnding(null) })}
          onClose={() => setEnding(null)}
        >
          <p>What still fires where {matchersWords(ending.matchers)} pages at once.</p>
        </Confirm>
      )}
    </Section>
  );
}

/** `end`: null for who may not. */
function SilenceRow({ silence, end }: { silence: Silence; end: (() => void) | null }) {
  const now = useNow();
  const { reason, matchers, starts_at, ends_at, created_by } = silence;
  const isOver = epoch(ends_at) <= now;
  const isComing = epoch(starts_at) > now;
  return (
    <Row
      title={
        <>
          {reason}{" "}
          <Badge tone={isOver || isComing ? "neutral" : "amber"}>{isOver ? "Over" : isComing ? "Planned" : "Now"}</Badge>
        </>
      }
      actions={
        end &&
        !isOver && (
          <Button variant="default" onClick={end} aria-label={`End ${reason}`}>
            {isComing ? "Call off" : "End now"}
          </Button>
        )
      }
    >
      Where {matchersWords(matchers)}.{" "}
      {isOver
        ? `Ended ${relative(ends_at, now)}.`
        : `${isComing ? `From ${clock(starts_at, now)} till` : "Till"} ${clock(ends_at, now)}, ${relative(ends_at, now)}.`}{" "}
      By {created_by}.
    </Row>
  );
}
