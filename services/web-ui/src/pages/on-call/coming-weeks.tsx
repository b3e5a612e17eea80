import { Button, SegmentedControl, Select, UnstyledButton } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { useSearchParams } from "react-router";
import { PlusIcon } from "@/components/icons";
import { useNow } from "@/components/now";
import { Section } from "@/components/page";
import { Lines } from "@/components/skeletons";
import { Failed } from "@/components/states";
import type { Role, Schedule } from "@/data/model";
import { useFinalSchedule, useOverrides } from "@/data/on-call";
import { mayRespond, useMe } from "@/data/session";
import { gapSeconds, hasSecondary, overrideOf, shownRange, type Span, spansOf, WEEKS_SHOWN } from "@/lib/calendar";
import { span, viewerZone } from "@/lib/time";
import classes from "./coming-weeks.module.css";
import { OverrideForm } from "./override-form";
import { RemoveOverride } from "./remove-override";
import { ShiftList } from "./shift-list";
import { Swaps } from "./swaps";

const CalendarLinkForm = lazy(async () => ({
  default: (await import("@/components/calendar-link-form")).CalendarLinkForm,
}));
const Calendar = lazy(async () => ({ default: (await import("./calendar")).Calendar }));

/** The calendar of one schedule: who will be on call, and where nobody is. */
export function ComingWeeks({ schedules }: { schedules: Schedule[] }) {
  const [params, setParams] = useSearchParams();
  const schedule = schedules.find((candidate) => candidate.team === params.get("team")) ?? schedules[0];
  if (!schedule) return null;
  return (
    <Weeks
      key={schedule.id}
      schedule={schedule}
      teams={schedules.map((candidate) => candidate.team)}
      choose={(team) => setParams({ team }, { replace: true })}
    />
  );
}

interface WeeksProps {
  schedule: Schedule;
  teams: string[];
  choose: (team: string) => void;
}

function Weeks({ schedule, teams, choose }: WeeksProps) {
  const me = useMe();
  const now = useNow();
  const [offset, setOffset] = useState(0);
  const [role, setRole] = useState<Role>("primary");
  /** What is being covered: a stretch, or nothing in particular. */
  const [covering, setCovering] = useState<Pick<Span, "start" | "end"> | "anything" | null>(null);
  const [removing, setRemoving] = useState<Span | null>(null);
  const { from, to } = shownRange(now, offset);
  const final = useFinalSchedule(schedule.id, role, from, to);
  const overrides = useOverrides(schedule.id, from, to);

  const spans = final.data ? spansOf(final.data) : [];
  const uncovered = gapSeconds(spans);
  const pick = (picked: Span) =>
    overrideOf(picked, overrides.data ?? [], role) ? setRemoving(picked) : setCovering(picked);
  const onPick = mayRespond(me) ? pick : undefined;
  const [isSubscribing, setSubscribing] = useState(false);
  const toRemove = removing && overrideOf(removing, overrides.data ?? [], role);
  return (
    <>
      <Section
        title="The coming weeks"
        aside={
          onPick && (
            <Button variant="default" leftSection={<PlusIcon size={16} />} onClick={() => setCovering("anything")}>
              Add an override
            </Button>
          )
        }
      >
        <div className={classes.tools}>
          {teams.length > 1 ? (
            <Select
              aria-label="Team"
              className={classes.team}
              data={teams}
              value={schedule.team}
              onChange={(team) => team && choose(team)}
              allowDeselect={false}
            />
          ) : (
            <strong>{schedule.team}</strong>
          )}
          {hasSecondary(schedule) && (
            <SegmentedControl
              aria-label="Role"
              data={[
                { value: "primary", label: "Primary" },
                { value: "secondary", label: "Secondary" },
              ]}
              value={role}
              onChange={(value) => setRole(value === "secondary" ? "secondary" : "primary")}
            />
          )}
          <div className={classes.steps}>
            <Button variant="default" onClick={() => setOffset(offset - WEEKS_SHOWN)} aria-label="Earlier weeks">
              Earlier
            </Button>
            <Button variant="default" disabled={offset === 0} onClick={() => setOffset(0)}>
              This week
            </Button>
            <Button variant="default" onClick={() => setOffset(offset + WEEKS_SHOWN)} aria-label="Later weeks">
              Later
            </Button>
          </div>
        </div>
        <p className={classes.zones}>
          Times are yours, {viewerZone()}.
          {schedule.timezone !== viewerZone() && ` The team's zone is ${schedule.timezone}.`}
          {onPick && <span className={classes.hint}> Pick a shift, or drag over days, to put somebody else on call.</span>}{" "}
          <UnstyledButton className="link" onClick={() => setSubscribing(true)}>
            Read it in your calendar program
          </UnstyledButton>
          , or{" "}
          <a className="link" href={`/api/v1/schedules/${schedule.id}.ics?role=${role}`} download={`${schedule.team}.ics`}>
            take it as a file
          </a>
        </p>
        {uncovered > 0 && (
          <p className={classes.gaps}>Nobody is on call for {span(uncovered)} of these weeks: the hatched stretches.</p>
        )}
        {final.data ? (
          <>
            <div className={classes.wide}>
              <Suspense fallback={<Lines count={WEEKS_SHOWN} height={96} />}>
                <Calendar
                  spans={spans}
                  from={from}
                  me={me.id}
                  onPick={onPick}
                  onDrag={mayRespond(me) ? setCovering : undefined}
                />
              </Suspense>
            </div>
            <div className={classes.narrow}>
              <ShiftList spans={spans} me={me.id} onPick={onPick} />
            </div>
          </>
        ) : final.isError ? (
          <Failed what="The calendar could not be loaded" error={final.error} retry={() => void final.refetch()} />
        ) : (
          <Lines count={WEEKS_SHOWN} height={96} />
        )}
        {covering && (
          <OverrideForm
            schedule={schedule}
            role={role}
            range={covering === "anything" ? null : covering}
            onClose={() => setCovering(null)}
          />
        )}
        {toRemove && <RemoveOverride override={toRemove} onClose={() => setRemoving(null)} />}
        {isSubscribing && (
          <Suspense>
            <CalendarLinkForm schedule={schedule.id} onClose={() => setSubscribing(false)} />
          </Suspense>
        )}
      </Section>
      <Swaps schedule={schedule} />
    </>
  );
}
