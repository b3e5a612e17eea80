import { Button } from "@mantine/core";
import { useState } from "react";
import { Badge } from "@/components/badge";
import { Confirm, Refused } from "@/components/form-dialog";
import { PlusIcon } from "@/components/icons";
import { Section } from "@/components/page";
import { Row, Rows } from "@/components/rows";
import { Lines } from "@/components/skeletons";
import { Empty, Failed } from "@/components/states";
import { Time } from "@/components/time";
import type { Subscription } from "@/data/model";
import { useChangeSubscription, useSubscriptions, useUnsubscribe } from "@/data/subscriptions";
import { standingOf, toldOf } from "@/lib/subscription-words";
import { Deliveries } from "./deliveries";
import { SubscriptionForm } from "./subscription-form";

/** Programs that are told what happens to incidents. */
export function Subscriptions() {
  const subscriptions = useSubscriptions();
  const [isMaking, setMaking] = useState(false);
  return (
    <Section
      title="Webhooks"
      aside={
        <Button variant="default" leftSection={<PlusIcon size={16} />} onClick={() => setMaking(true)}>
          New webhook
        </Button>
      }
    >
      {subscriptions.data ? (
        subscriptions.data.length === 0 ? (
          <Empty title="No webhook yet">
            A webhook tells another program when an incident opens, changes hands or ends: signed, and tried again until it
            was taken.
          </Empty>
        ) : (
          <Rows label="Webhooks">
            {subscriptions.data.map((subscription) => (
              <One key={subscription.id} subscription={subscription} />
            ))}
          </Rows>
        )
      ) : subscriptions.isError ? (
        <Failed
          what="The webhooks could not be loaded"
          error={subscriptions.error}
          retry={() => void subscriptions.refetch()}
        />
      ) : (
        <Lines count={2} height={56} />
      )}
      {isMaking && <SubscriptionForm subscription={null} onClose={() => setMaking(false)} />}
    </Section>
  );
}

function One({ subscription }: { subscription: Subscription }) {
  const { id, name, url, is_enabled, disabled_because, failing_since } = subscription;
  const change = useChangeSubscription(id);
  const remove = useUnsubscribe();
  const [asked, setAsked] = useState<"edit" | "remove" | "deliveries" | null>(null);
  const close = () => setAsked(null);
  const { words, tone } = standingOf(subscription);
  return (
    <Row
      title={
        <>
          {name} <Badge tone={tone}>{words}</Badge>
        </>
      }
      actions={
        <>
          <Button variant="default" onClick={() => setAsked("deliveries")} aria-label={`Deliveries to ${name}`}>
            Deliveries
          </Button>
          <Button
            variant="default"
            loading={change.isPending}
            onClick={() => change.mutate({ is_enabled: !is_enabled })}
            aria-label={`Switch ${is_enabled ? "off" : "on"}: ${name}`}
          >
            Switch {is_enabled ? "off" : "on"}
          </Button>
          <Button variant="default" onClick={() => setAsked("edit")} aria-label={`Edit ${name}`}>
            Edit
          </Button>
          <Button variant="default" onClick={() => setAsked("remove")} aria-label={`Remove ${name}`}>
            Remove
          </Button>
        </>
      }
    >
      <p>
        <code>{url}</code>
      </p>
      <p>
        {toldOf(subscription)}.{" "}
        {disabled_because
          ? `It was switched off: ${disabled_because}. Switch it on when its address works again.`
          : failing_since && (
              <>
                No delivery has succeeded since <Time at={failing_since} />: look at the deliveries.
              </>
            )}
      </p>
      <Refused error={change.error} />
      {asked === "edit" && <SubscriptionForm subscription={subscription} onClose={close} />}
      {asked === "deliveries" && <Deliveries subscription={subscription} onClose={close} />}
      {asked === "remove" && (
        <Confirm
          title={`Remove ${name}`}
          verb="Remove the webhook"
          write={remove}
          onConfirm={() => remove.mutate(id, { onSuccess: close })}
          onClose={close}
        >
          <p>It is told of nothing any more, and what still waits to be sent goes with it.</p>
        </Confirm>
      )}
    </Row>
  );
}
