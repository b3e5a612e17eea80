import { Button, Select } from "@mantine/core";
import { useState } from "react";
import { Refused } from "@/components/form-dialog";
import { Section } from "@/components/page";
import { Row, Rows } from "@/components/rows";
import { Time } from "@/components/time";
import type { NewRule, Tried } from "@/data/model";
import { useTryRules } from "@/data/routing";
import { span } from "@/lib/time";
import { triedSentences } from "@/lib/rule-words";
import classes from "./rules.module.css";

const DAYS = [
  { value: "1", label: "the last day" },
  { value: "7", label: "the last 7 days" },
  { value: "30", label: "the last 30 days" },
  { value: "90", label: "the last 90 days" },
];

/** What would have come of past alerts under these rules. Nothing is changed by it. */
export function TryOut({ rules }: { rules: NewRule[] }) {
  const attempt = useTryRules();
  const [days, setDays] = useState("7");
  // What was tried counts only while the rules are still those.
  const tried = attempt.variables?.rules === rules ? attempt.data : undefined;
  return (
    <Section title="What would have come of past alerts?">
      <div className={classes.try}>
        <Select
          aria-label="Alerts of"
          data={DAYS}
          value={days}
          onChange={(value) => value && setDays(value)}
          allowDeselect={false}
          w={180}
        />
        <Button
          variant="default"
          loading={attempt.isPending}
          onClick={() => attempt.mutate({ days: Number(days), rules })}
        >
          Try these rules
        </Button>
      </div>
      <Refused error={attempt.error} />
      {tried && <Outcome tried={tried} />}
    </Section>
  );
}

const fateWords = ({ service, severity, team, correlation_key, hold_back_seconds }: Tried["examples"][number]["now"]): string =>
  correlation_key === null
    ? "only recorded"
    : [
        `${severity} of ${service}`,
        team && `team ${team}`,
        `gathered by ${correlation_key}`,
        hold_back_seconds && `held back ${span(hold_back_seconds)}`,
      ]
        .filter(Boolean)
        .join(", ");

function Outcome({ tried }: { tried: Tried }) {
  return (
    <div className={classes.outcome} aria-live="polite">
      {triedSentences(tried).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {tried.examples.length > 0 && (
        <Rows label="Alerts that would have gone another way">
          {tried.examples.slice(0, 20).map((one) => (
            <Row key={one.alert_id} title={one.message}>
              <p>
                <Time at={one.received_at} />. Now: {fateWords(one.now)}.
              </p>
              <p>Under these rules: {fateWords(one.then)}.</p>
            </Row>
          ))}
        </Rows>
      )}
    </div>
  );
}
