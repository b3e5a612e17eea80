import { Button } from "@mantine/core";
import { useState } from "react";
import { Refused } from "@/components/form-dialog";
import { useNow } from "@/components/now";
import { Section } from "@/components/page";
import { Row, Rows } from "@/components/rows";
import { Lines } from "@/components/skeletons";
import { Failed } from "@/components/states";
import { Time } from "@/components/time";
import type { Schedule, Swap } from "@/data/model";
import { isAdmin, mayRespond, useMe } from "@/data/session";
import { type SwapAnswer, useAnswerSwap, useSwaps } from "@/data/swaps";
import { answersTo, outcomeWords, shownSwaps, swapWords } from "@/lib/swap-words";
import { SwapForm } from "./swap-form";

/** For how long an answer is of interest. */
const SHOWN_DAYS = 14;

/** Who asks whom to take which hours, and what was answered. */
export function Swaps({ schedule }: { schedule: Schedule }) {
  const me = useMe();
  const now = useNow();
  const swaps = useSwaps(schedule.id);
  const [isAsking, setAsking] = useState(false);
  const shown = shownSwaps(swaps.data ?? [], now, SHOWN_DAYS);
  return (
    <Section
      title="Swaps"
      aside={
        mayRespond(me) && (
          <Button variant="default" onClick={() => setAsking(true)}>
            Ask for a swap
          </Button>
        )
      }
    >
      {swaps.data ? (
        shown.length === 0 ? (
          <p className="muted">Nobody asks for one. Whoever cannot take their shift asks somebody here, who says yes or no.</p>
        ) : (
          <Rows label="Swaps">
            {shown.map((swap) => (
              <OneSwap key={swap.id} swap={swap} />
            ))}
          </Rows>
        )
      ) : swaps.isError ? (
        <Failed what="The swaps could not be loaded" error={swaps.error} retry={() => void swaps.refetch()} />
      ) : (
        <Lines count={1} height={56} />
      )}
      {isAsking && <SwapForm schedule={schedule} onClose={() => setAsking(false)} />}
    </Section>
  );
}

const VERBS: Record<SwapAnswer, string> = { accept: "Accept", decline: "Decline", withdraw: "Take it back" };

function OneSwap({ swap }: { swap: Swap }) {
  const me = useMe();
  const now = useNow();
  const reply = useAnswerSwap(swap);
  const possible = answersTo(swap, me.id, isAdmin(me));
  return (
    <Row
      title={swapWords(swap, me.id, now)}
      actions={
        possible.length > 0 &&
        possible.map((said, place) => (
          <Button
            key={said}
            variant={place === 0 && said === "accept" ? "filled" : "default"}
            loading={reply.isPending && reply.variables === said}
            disabled={reply.isPending}
            onClick={() => reply.mutate(said)}
          >
            {VERBS[said]}
          </Button>
        ))
      }
    >
      <p>
        {outcomeWords(swap) ?? "Asked"} <Time at={swap.answered_at ?? swap.created_at} />
        {swap.note && `. “${swap.note}”`}
      </p>
      <Refused error={reply.error} />
    </Row>
  );
}
