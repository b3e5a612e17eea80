import { Button } from "@mantine/core";
import { useState } from "react";
import { PlusIcon } from "@/components/icons";
import { Page, Section } from "@/components/page";
import { Row, Rows } from "@/components/rows";
import { Lines } from "@/components/skeletons";
import { Empty, Failed } from "@/components/states";
import type { Policy } from "@/data/model";
import { useServices, useTeams } from "@/data/people";
import { isAdmin, useMe } from "@/data/session";
import { usePolicies } from "@/data/setup";
import { policySentences } from "@/lib/policy-words";
import { PolicyForm } from "./policy-form";
import { Simulator } from "./simulator";

export function PoliciesPage() {
  const me = useMe();
  const policies = usePolicies();
  const [editing, setEditing] = useState<Policy | "new" | null>(null);
  const edit = isAdmin(me) ? setEditing : undefined;
  return (
    <Page
      title="Escalation"
      sentence="Whom to page, and how long to wait before the next."
      aside={
        edit && (
          <Button variant="default" leftSection={<PlusIcon size={16} />} onClick={() => edit("new")}>
            New policy
          </Button>
        )
      }
    >
      <Section title="Policies">
        {policies.data ? (
          policies.data.length === 0 ? (
            <Empty title="No policy yet">
              A policy says who is paged first, and who comes next when nobody answers. Without one, whoever is on call for
              the team is paged, and again every 15 minutes.
            </Empty>
          ) : (
            <Rows label="Policies">
              {policies.data.map((policy) => (
                <PolicyRow key={policy.id} policy={policy} edit={edit} />
              ))}
            </Rows>
          )
        ) : policies.isError ? (
          <Failed what="The policies could not be loaded" error={policies.error} retry={() => void policies.refetch()} />
        ) : (
          <Lines count={3} height={72} />
        )}
      </Section>
      <Section title="Who would be paged?">
        <Simulator />
      </Section>
      {editing && <PolicyForm policy={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
    </Page>
  );
}

function PolicyRow({ policy, edit }: { policy: Policy; edit: ((policy: Policy) => void) | undefined }) {
  const services = (useServices().data ?? []).filter((service) => service.escalation_policy_id === policy.id);
  const teams = (useTeams().data ?? []).filter((team) => team.escalation_policy_id === policy.id);
  const users = [...teams.map(({ name }) => `team ${name}`), ...services.map(({ name }) => name)];
  return (
    <Row
      title={policy.name}
      actions={
        edit && (
          <Button variant="default" onClick={() => edit(policy)} aria-label={`Edit ${policy.name}`}>
            Edit
          </Button>
        )
      }
    >
      {policySentences(policy.steps, policy.repeat).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p>{users.length > 0 ? `Followed by ${users.join(", ")}.` : "Nothing follows it yet: choose it under Services or Teams."}</p>
    </Row>
  );
}
