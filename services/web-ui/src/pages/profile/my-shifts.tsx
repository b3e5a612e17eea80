import { useState } from "react";
import { useNow } from "@/components/now";
import { Row, Rows } from "@/components/rows";
import { Lines } from "@/components/skeletons";
import { Failed } from "@/components/states";
import { useShifts } from "@/data/on-call";
import { useMe } from "@/data/session";
import { clock, secondsBetween, span, viewerZone } from "@/lib/time";

const WEEKS_MS = 8 * 7 * 86_400_000;

/** The reader's own turns in every schedule, for the eight weeks to come. */
export function MyShifts() {
  const me = useMe();
  const now = useNow();
  const [from] = useState(() => new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString());
  const shifts = useShifts(me.id, from, new Date(Date.parse(from) + WEEKS_MS).toISOString());
  if (shifts.isError) {
    return <Failed what="Your shifts could not be loaded" error={shifts.error} retry={() => void shifts.refetch()} />;
  }
  if (!shifts.data) return <Lines count={3} height={56} />;
  if (shifts.data.length === 0) return <p className="muted">Not within the next eight weeks.</p>;
  return (
    <>
      <Rows label="My shifts">
        {shifts.data.map(({ start, end, team, role }) => (
          <Row key={`${team} ${role} ${start}`} title={`${clock(start, now)} to ${clock(end, now)}`}>
            {role} for {team}, {secondsBetween(start, now) >= 0 ? "now" : `in ${span(-secondsBetween(start, now))}`}
          </Row>
        ))}
      </Rows>
      <p className="muted">Times are yours, {viewerZone()}.</p>
    </>
  );
}
