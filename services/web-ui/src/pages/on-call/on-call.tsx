import { Button } from "@mantine/core";
import { useState } from "react";
import { PlusIcon } from "@/components/icons";
import { Page, Section } from "@/components/page";
import { Lines } from "@/components/skeletons";
import { Empty, Failed } from "@/components/states";
import { useSchedules } from "@/data/on-call";
import { useTeams } from "@/data/people";
import { isAdmin, useMe } from "@/data/session";
import { ComingWeeks } from "./coming-weeks";
import { Now } from "./now";
import { ScheduleForm } from "./schedule-form";

export function OnCallPage() {
  const me = useMe();
  const teams = useTeams();
  const schedules = useSchedules();
  const [formTeam, setFormTeam] = useState<string | null>(null);
  const failed = teams.error ?? schedules.error;
  const scheduled = (schedules.data ?? []).map((schedule) => schedule.team);
  const unscheduled = (teams.data ?? []).filter((team) => !scheduled.includes(team.name));
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
