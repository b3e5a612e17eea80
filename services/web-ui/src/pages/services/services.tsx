import { Button } from "@mantine/core";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { PlusIcon } from "@/components/icons";
import { Page } from "@/components/page";
import { Row, Rows } from "@/components/rows";
import { Lines } from "@/components/skeletons";
import { Empty, Failed } from "@/components/states";
import type { Service } from "@/data/model";
import { useServices, useTeams } from "@/data/people";
import { isAdmin, mayRespond, useMe } from "@/data/session";
import { usePolicies } from "@/data/setup";
import { Integrations } from "./integrations";
import { ServiceForm } from "./service-form";
import { TestAlert } from "./test-alert";

export function ServicesPage() {
  const me = useMe();
  const services = useServices();
  const navigate = useNavigate();
  const [isAdding, setAdding] = useState(false);
  return (
    <Page
      title="Services"
      sentence="What is monitored, whose it is, and whom its incidents page."
      aside={
        isAdmin(me) && (
          <Button variant="default" leftSection={<PlusIcon size={16} />} onClick={() => setAdding(true)}>
            New service
          </Button>
        )
      }
    >
      {services.data ? (
        services.data.length === 0 ? (
          <Empty title="No service yet">
            A service belongs to a team, whose people are paged. Alerts of a service that nobody registered are taken all the
            same: they belong to the team default.
          </Empty>
        ) : (
          <Rows label="Services">
            {services.data.map((service) => (
              <ServiceRow key={service.id} service={service} />
            ))}
          </Rows>
        )
      ) : services.isError ? (
        <Failed what="The services could not be loaded" error={services.error} retry={() => void services.refetch()} />
      ) : (
        <Lines count={4} height={56} />
      )}
      <Integrations service={null} />
      {isAdding && (
        <ServiceForm
          service={null}
          onClose={() => setAdding(false)}
          onSaved={(name) => void navigate(`/services/${encodeURIComponent(name ?? "")}`)}
        />
      )}
    </Page>
  );
}

function ServiceRow({ service }: { service: Service }) {
  const me = useMe();
  const policies = usePolicies().data;
  const team = (useTeams().data ?? []).find(({ name }) => name === service.team);
  const followed = policies?.find(({ id }) => id === (service.escalation_policy_id ?? team?.escalation_policy_id));
  return (
    <Row
      title={
        <Link to={`/services/${encodeURIComponent(service.name)}`} className="link">
          {service.name}
        </Link>
      }
      actions={mayRespond(me) && <TestAlert service={service.name} />}
    >
      Team {service.team},{" "}
      {followed ? `follows ${followed.name}` : "no policy: whoever is on call is paged every 15 minutes"}.
      {!service.auto_resolve && " Stays open when its alerts stop."}
    </Row>
  );
}
