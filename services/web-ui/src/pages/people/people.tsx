import { Button } from "@mantine/core";
import { useState } from "react";
import { PlusIcon } from "@/components/icons";
import { Page, Section } from "@/components/page";
import { Row, Rows } from "@/components/rows";
import { Lines } from "@/components/skeletons";
import { Empty, Failed } from "@/components/states";
import type { Team, User } from "@/data/model";
import { useTeams, useUsers } from "@/data/people";
import { isAdmin, useMe } from "@/data/session";
import { usePolicies } from "@/data/setup";
import { PersonForm } from "./person-form";
import { TeamForm } from "./team-form";

export function PeoplePage() {
  const me = useMe();
  const users = useUsers();
  const teams = useTeams();
  const policies = usePolicies().data ?? [];
  const [person, setPerson] = useState<User | "new" | null>(null);
  const [team, setTeam] = useState<Team | "new" | null>(null);
  const mayChange = isAdmin(me);
  return (
    <Page title="People and teams" sentence="Who is here, what they may do, and who owns what together.">
      <Section
        title="Teams"
        aside={
          mayChange && (
            <Button variant="default" leftSection={<PlusIcon size={16} />} onClick={() => setTeam("new")}>
              New team
            </Button>
          )
        }
      >
        {teams.data ? (
          teams.data.length === 0 ? (
            <Empty title="No team yet">A team owns services, and has a schedule that says whom their incidents page.</Empty>
          ) : (
            <Rows label="Teams">
              {teams.data.map((one) => (
                <Row
                  key={one.id}
                  title={one.name}
                  actions={
                    mayChange && (
                      <Button variant="default" onClick={() => setTeam(one)} aria-label={`Edit the team ${one.name}`}>
                        Edit
                      </Button>
                    )
                  }
                >
                  {teamWords(one, policies.find(({ id }) => id === one.escalation_policy_id)?.name)}
                </Row>
              ))}
            </Rows>
          )
        ) : teams.isError ? (
          <Failed what="The teams could not be loaded" error={teams.error} retry={() => void teams.refetch()} />
        ) : (
          <Lines count={3} height={56} />
        )}
      </Section>
      <Section
        title="People"
        aside={
          mayChange && (
            <Button variant="default" leftSection={<PlusIcon size={16} />} onClick={() => setPerson("new")}>
              New person
            </Button>
          )
        }
      >
        {users.data ? (
          <Rows label="People">
            {users.data.map((user) => (
              <Row
                key={user.id}
                title={user.id === me.id ? `${user.name} (you)` : user.name}
                actions={
                  mayChange && (
                    <Button variant="default" onClick={() => setPerson(user)} aria-label={`Edit ${user.name}`}>
                      Edit
                    </Button>
                  )
                }
              >
                {user.email}, {user.role}
                {user.disabled_at && ", may not sign in"}
              </Row>
            ))}
          </Rows>
        ) : users.isError ? (
          <Failed what="The people could not be loaded" error={users.error} retry={() => void users.refetch()} />
        ) : (
          <Lines count={4} height={56} />
        )}
      </Section>
      {person && <PersonForm person={person === "new" ? null : person} onClose={() => setPerson(null)} />}
      {team && <TeamForm team={team === "new" ? null : team} onClose={() => setTeam(null)} />}
    </Page>
  );
}

function teamWords({ members, manager }: Team, policy: string | undefined): string {
  const who = members.length > 0 ? members.map(({ name }) => name).join(", ") : "Nobody is in it yet";
  const managed = manager ? `, managed by ${manager.name}` : "";
  return `${who}${managed}. ${policy ? `Follows ${policy}.` : "No policy: whoever is on call is paged every 15 minutes."}`;
}
