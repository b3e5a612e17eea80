import { Button } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useNavigate } from "react-router";
import { Page } from "@/components/page";
import { Lines } from "@/components/skeletons";
import { Failed } from "@/components/states";
import { useSetUp } from "@/data/first-run";
import { useServices } from "@/data/people";
import { isAdmin, useMe } from "@/data/session";
import { putOff } from "@/lib/later";
import { firstStep, SETUP_STEPS, type SetUp, type SetupStep } from "@/lib/setup-steps";
import { viewerZone } from "@/lib/time";
import classes from "./first-run.module.css";
import { StepService } from "./step-service";
import { StepTest } from "./step-test";
import { StepTool } from "./step-tool";
import { StepYou } from "./step-you";

const TITLES: Record<SetupStep, string> = {
  you: "Say who you are and how you are reached",
  service: "Name what you look after",
  tool: "Connect a monitoring tool",
  test: "Be paged",
};

/** From a fresh start to a page on one's own phone, in four steps of one form each. */
export function FirstRunPage() {
  const me = useMe();
  const navigate = useNavigate();
  const found = useSetUp();
  const leave = () => {
    putOff();
    void navigate("/incidents");
  };
  return (
    <Page
      title="Set up"
      sentence="Four short steps. At the end you are paged, so that you know it works."
      aside={
        <Button variant="subtle" onClick={leave}>
          Later
        </Button>
      }
    >
      {!isAdmin(me) ? (
        <p>An administrator sets the platform up. You can look at who is on call and at what is open meanwhile.</p>
      ) : found.data ? (
        <Steps found={found.data} leave={leave} />
      ) : found.isError ? (
        <Failed what="The state of the set-up is not known" error={found.error} retry={() => void found.refetch()} />
      ) : (
        <Lines count={4} height={72} />
      )}
    </Page>
  );
}

function Steps({ found, leave }: { found: SetUp; leave: () => void }) {
  const services = useServices().data ?? [];
  const [step, setStep] = useState<SetupStep>(() => firstStep(found));
  const [zone, setZone] = useState(viewerZone);
  const [made, setMade] = useState<string | null>(null);
  // Services come newest first: the one that was made last is the one that is being set up.
  const service = made ?? services[0]?.name ?? null;
  const parts: Record<SetupStep, ReactNode> = {
    you: <StepYou zone={zone} setZone={setZone} done={() => setStep(found.hasSchedule && found.hasService ? "tool" : "service")} />,
    service: (
      <StepService
        zone={zone}
        done={(name) => {
          setMade(name);
          setStep("tool");
        }}
      />
    ),
    tool: service && <StepTool key={service} service={service} done={() => setStep("test")} />,
    test: service && <StepTest key={service} service={service} back={() => setStep("you")} leave={leave} />,
  };
  const at = SETUP_STEPS.indexOf(step);
  return (
    <ol className={classes.steps}>
      {SETUP_STEPS.map((each, place) => (
        <li key={each} className={classes.step} data-state={place < at ? "done" : place === at ? "now" : "later"}>
          <span className={classes.number} aria-hidden="true">
            {place < at ? "✓" : place + 1}
          </span>
          <div className={classes.part}>
            <div className={classes.title}>
              <h2>{TITLES[each]}</h2>
              {place < at && (
                <Button variant="subtle" size="xs" onClick={() => setStep(each)} aria-label={`Change: ${TITLES[each]}`}>
                  Change
                </Button>
              )}
            </div>
            {place === at && parts[each]}
          </div>
        </li>
      ))}
    </ol>
  );
}
