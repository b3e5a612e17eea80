import { Button } from "@mantine/core";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { BackIcon } from "@/components/icons";
import { Page, Section } from "@/components/page";
import { Lines } from "@/components/skeletons";
import { Empty, Failed } from "@/components/states";
import type { Service } from "@/data/model";
import { useServices, useTeams } from "@/data/people";
import { isAdmin, mayRespond, useMe } from "@/data/session";
import { usePolicies } from "@/data/setup";
import { policySentences } from "@/lib/policy-words";
import { supportWords } from "@/lib/support-words";
import { Maintenance } from "../silences/maintenance";
import { Heartbeats } from "./heartbeats";
import { Integrations } from "./integrations";
import { ServiceForm } from "./service-form";
import classes from "./services.module.css";
import { TestAlert } from "./test-alert";

/** One service: whom it pages, what sends its alerts, and when it is quiet. */
export function ServicePage() {
  const { name = "" } = useParams();
  const services = useServices();
  const service = services.data?.find((one) => one.name === name);
  if (service) return <Shown key={service.id} service={service} />;
  return (
    <Page title={name}>
      {services.data ? (
        <Empty
          title="There is no such service"
          action={
            <Button variant="default" component={Link} to="/services">
              All services
            </Button>
          }
        >
          It may have another name now, or it was deleted. Alerts that name it are taken all the same: they belong to the team
          default.
        </Empty>
      ) : services.isError ? (
        <Failed what="The service could not be loaded" error={services.error} retry={() => void services.refetch()} />
      ) : (
        <Lines count={6} height={56} />
      )}
    </Page>
  );
}

function Shown({ service }: { service: Service }) {
  const me = useMe();
  const navigate = useNavigate();
  const [isEditing, setEditing] = useState(false);
  return (
    <Page
      title={service.name}
      sentence={
        <>
          <Link to="/services" className={classes.back}>
            <BackIcon size={16} /> Services
          </Link>{" "}
          Owned by team {service.team}.{" "}
          <Link to={`/incidents?${new URLSearchParams({ service: service.name })}`} className="link">
            Its open incidents
          </Link>
        </>
      }
      aside={
        <>
          {mayRespond(me) && <TestAlert service={service.name} />}
          {isAdmin(me) && (
            <Button variant="default" onClick={() => setEditing(true)} aria-label={`Edit ${service.name}`}>
              Edit
            </Button>
          )}
        </>
      }
    >
      <Section title="When an incident opens">
        <Paging service={service} />
      </Section>
      <Integrations service={service} />
      <Heartbeats service={service.name} />
      <Maintenance service={service.name} />
      {isEditing && (
        <ServiceForm
          service={service}
          onClose={() => setEditing(false)}
          onSaved={(saved) => void navigate(saved ? `/services/${encodeURIComponent(saved)}` : "/services", { replace: true })}
        />
      )}
    </Page>
  );
}

function Paging({ service }: { service: Service }) {
  const policies = usePolicies().data;
  const team = useTeams().data?.find(({ name }) => name === service.team);
  if (!policies || !team) return <Lines count={2} height={28} />;
  const followed = policies.find(({ id }) => id === (service.escalation_policy_id ?? team.escalation_policy_id));
  return (
    <dl className={classes.facts}>
      <dt>Paged</dt>
      <dd>
        {followed ? (
          <>
            <Link to="/escalation" className="link">
              {followed.name}
            </Link>
            {service.escalation_policy_id ? ", its own policy" : ", the team's policy"}
            <ul>
              {policySentences(followed.steps, followed.repeat).map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </>
        ) : (
          "Whoever is on call for the team, every 15 minutes: neither it nor the team has a policy."
        )}
      </dd>
      <dt>At night</dt>
      <dd>{supportWords(service)}</dd>
      <dt>Acknowledged</dt>
      <dd>
        {service.acknowledgement_timeout_minutes === null
          ? "It stays with whoever acknowledged it."
          : `It pages again ${service.acknowledgement_timeout_minutes} min after somebody acknowledged it, unless it is resolved by then.`}
      </dd>
      <dt>Resolved</dt>
      <dd>
        {service.auto_resolve
          ? "By itself, when the last of its alerts stops firing."
          : "By a person: it stays open when its alerts stop."}
      </dd>
    </dl>
  );
}
