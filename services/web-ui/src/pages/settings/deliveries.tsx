import { Button, Modal } from "@mantine/core";
import { Link } from "react-router";
import { Refused } from "@/components/form-dialog";
import { Row, Rows } from "@/components/rows";
import { Lines } from "@/components/skeletons";
import { Failed } from "@/components/states";
import { Time } from "@/components/time";
import type { Delivery, Subscription } from "@/data/model";
import { useDeliveries, useRetryDelivery } from "@/data/subscriptions";
import { deliveryWords, EVENT_WORDS } from "@/lib/subscription-words";

/** What was sent to one webhook, and what became of it. */
export function Deliveries({ subscription, onClose }: { subscription: Subscription; onClose: () => void }) {
  const deliveries = useDeliveries(subscription.id);
  return (
    <Modal opened onClose={onClose} title={`Deliveries to ${subscription.name}`} size="lg">
      {deliveries.data ? (
        deliveries.data.length === 0 ? (
          <p className="muted">Nothing was sent yet. What happens to an incident from now on comes here.</p>
        ) : (
          <Rows label="Deliveries">
            {deliveries.data.map((delivery) => (
              <One key={delivery.id} subscription={subscription.id} delivery={delivery} />
            ))}
          </Rows>
        )
      ) : deliveries.isError ? (
        <Failed what="The deliveries could not be loaded" error={deliveries.error} retry={() => void deliveries.refetch()} />
      ) : (
        <Lines count={4} height={56} />
      )}
    </Modal>
  );
}

function One({ subscription, delivery }: { subscription: string; delivery: Delivery }) {
  const retry = useRetryDelivery(subscription);
  return (
    <Row
      title={
        <Link to={`/incidents/${delivery.incident_id}`} className="link">
          An incident: {EVENT_WORDS[delivery.event]}
        </Link>
      }
      actions={
        delivery.status !== "waiting" && (
          <Button variant="default" loading={retry.isPending} onClick={() => retry.mutate(delivery.id)}>
            Send it again
          </Button>
        )
      }
    >
      <p>
        <Time at={delivery.created_at} />, {deliveryWords(delivery)}
        {delivery.next_at && (
          <>
            {" "}
            (next <Time at={delivery.next_at} />)
          </>
        )}
      </p>
      <Refused error={retry.error} />
    </Row>
  );
}
