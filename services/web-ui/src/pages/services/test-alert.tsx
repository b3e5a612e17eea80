import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useNavigate } from "react-router";
import { whyAndWhatToDo } from "@/components/states";
import { useTestAlert } from "@/data/setup";

/** Sends an alert as a tool would, and goes to the incident it opened. It pages, as any alert. */
export function TestAlert({ service }: { service: string }) {
  const send = useTestAlert();
  const navigate = useNavigate();
  const sendOne = () =>
    send.mutate(
      { service, severity: "high", message: `Test alert of ${service}`, source: "web-ui" },
      {
        onSuccess: (taken) => void navigate(`/incidents/${taken.incident_id}`),
        onError: (error) =>
          notifications.show({ color: "red", title: "The test alert was not taken", message: whyAndWhatToDo(error) }),
      },
    );
  return (
    <Button variant="default" loading={send.isPending} onClick={sendOne} aria-label={`Send a test alert of ${service}`}>
      Send a test alert
    </Button>
  );
}
