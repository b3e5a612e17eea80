import { Button, Select } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { lazy, Suspense, useState } from "react";
import { useSearchParams } from "react-router";
import { PlusIcon } from "@/components/icons";
import { useNow } from "@/components/now";
import { Page, Section } from "@/components/page";
import { Lines } from "@/components/skeletons";
import { Empty, Failed } from "@/components/states";
import type { Schedule } from "@/data/model";
import { useFinalSchedule, useSchedules } from "@/data/on-call";
import { useTeams } from "@/data/people";
import { isAdmin, mayRespond, useMe } from "@/data/session";
import { gapSeconds, shownRange, type Span, spansOf, WEEKS_SHOWN } from "@/lib/calendar";
import { span, viewerZone } from "@/lib/time";
import { Now } from "./now";
import classes from "./on-call.module.css";
import { OverrideForm } from "./override-form";
import { ScheduleForm } from "./schedule-form";
import { ShiftList } from "./shift-list";

const Calendar = lazy(async () => ({ default: (await import("./calendar")).Calendar }));

export function OnCallPage() {
  const me = useMe();
  const teams = useTeams();
  const schedules = useSchedules();
  const [formTeam, setFormTeam] = useState<string | null>(null);
  const failed = teams.error ?? schedules.error;
  const scheduled = (schedules.data ?? []).map((schedule) => schedule.team);
  const unscheduled = (teams.data ?? []).map((team) => team.name).filter((name) => !scheduled.includes(name));
  const create = isAdmin(me) ? (team: string) => setFormTeam(team) : undefined;
  return (
    <Page
      title="On call"
      sentence="Who is paged now, and who will be."
      aside={
        create &&
        schedules.data &&
        schedules.data.length > 0 && (
          <Button variant="default" leftSection={<PlusIcon size={16} />} onClick={() => create("")}>
            New schedule
          </Button>
        )
      }
    >
      {schedules.data && teams.data ? (
        schedules.data.length === 0 ? (
          <Empty
            title="Nobody is on call yet"
            action={create && <Button onClick={() => create("default")}>Make the first schedule</Button>}
          >
            A schedule says who of a team is paged, week by week.{" "}
            {create ? "It takes a team and one person to begin with." : "An admin makes the first one."} Until then, pages
            go to the admins.
          </Empty>
        ) : (
          <>
            <Section title="Now">
              <Now scheduled={scheduled} unscheduled={unscheduled} create={create} />
            </Section>
            <ComingWeeks schedules={schedules.data} />
          </>
        )
      ) : failed ? (
        <Failed
          what="The schedules could not be loaded"
          error={failed}
          retry={() => void Promise.all([teams.refetch(), schedules.refetch()])}
        />
      ) : (
        <Lines count={6} height={64} />
      )}
      {formTeam !== null && (
        <ScheduleForm
          team={formTeam}
          taken={scheduled}
          onClose={() => setFormTeam(null)}
        />
      )}
    </Page>
  );
}

function ComingWeeks({ schedules }: { schedules: Schedule[] }) {
  const me = useMe();
  const now = useNow();
  const [params, setParams] = useSearchParams();
  const [offset, setOffset] = useState(0);
  const [covering, cover] = useState<Pick<Span, "start" | "end"> | null>(null);
  const [isFormOpen, form] = useDisclosure();
  const schedule = schedules.find((candidate) => candidate.team === params.get("team")) ?? schedules[0];
  const { from, to } = shownRange(now, offset);
  const final = useFinalSchedule(schedule?.id ?? "", from, to);
  if (!schedule) return null;

  const spans = final.data ? spansOf(final.data) : [];
  const uncovered = gapSeconds(spans);
  const openForm = (range: Pick<Span, "start" | "end"> | null) => {
    cover(range);
    form.open();
  };
  const onPick = mayRespond(me) ? openForm : undefined;
  return (
    <Section
      title="The coming weeks"
      aside={
        mayRespond(me) && (
          <Button variant="default" leftSection={<PlusIcon size={16} />} onClick={() => openForm(null)}>
            Add an override
          </Button>
        )
      }
    >
      <div className={classes.tools}>
        {schedules.length > 1 ? (
          <Select
            aria-label="Team"
            className={classes.team}
            data={schedules.map((candidate) => candidate.team)}
            value={schedule.team}
            onChange={(team) => setParams(team ? { team } : {}, { replace: true })}
            allowDeselect={false}
          />
        ) : (
          <strong>{schedule.team}</strong>
        )}
        <span className="muted">
          Times are yours, {viewerZone()}.
          {schedule.timezone !== viewerZone() && ` The team's zone is ${schedule.timezone}.`}
        </span>
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
      {final.data ? (
        <>
          {uncovered > 0 && (
            <p className={classes.gaps}>
              Nobody is on call for {span(uncovered)} of these weeks.
              {onPick && " Pick a hatched stretch to cover it."}
            </p>
          )}
          <div className={classes.wide}>
            <Suspense fallback={<Lines count={WEEKS_SHOWN} height={96} />}>
              <Calendar spans={spans} from={from} me={me.id} onPick={onPick} />
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
      {isFormOpen && <OverrideForm schedule={schedule} range={covering} onClose={form.close} />}
    </Section>
  );
}
