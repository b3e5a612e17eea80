import { ActionIcon, Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { Refused } from "@/components/form-dialog";
import { DownIcon, PlusIcon, UpIcon } from "@/components/icons";
import { Page, Section } from "@/components/page";
import { Row, Rows } from "@/components/rows";
import { Lines } from "@/components/skeletons";
import { Empty, Failed } from "@/components/states";
import { Time } from "@/components/time";
import type { NewRule, RuleSet } from "@/data/model";
import { useRoutingRules, useSaveRoutingRules } from "@/data/routing";
import { isAdmin, useMe } from "@/data/session";
import { matchersWords } from "@/lib/matchers";
import { effectWords } from "@/lib/rule-words";
import { RuleForm } from "./rule-form";
import classes from "./rules.module.css";
import { TryOut } from "./try-out";

/** What alerts become before they open an incident: read from the top, the first that fits decides. */
export function RulesPage() {
  const rules = useRoutingRules();
  return (
    <Page
      title="Rules"
      sentence="What alerts become before they open an incident. They are read from the top, and the first that fits decides."
    >
      {rules.data ? (
        // What is being changed stays, whatever somebody else saves meanwhile.
        <RuleSetEditor inEffect={rules.data} />
      ) : rules.isError ? (
        <Failed what="The rules could not be loaded" error={rules.error} retry={() => void rules.refetch()} />
      ) : (
        <Lines count={3} height={56} />
      )}
    </Page>
  );
}

interface Draft {
  /** The version that it began from. */
  version: number;
  rules: NewRule[];
}

function RuleSetEditor({ inEffect }: { inEffect: RuleSet }) {
  const me = useMe();
  const save = useSaveRoutingRules();
  const [draft, setDraft] = useState<Draft | null>(null);
  const [editing, setEditing] = useState<number | "new" | null>(null);
  const mayChange = isAdmin(me);
  const rules: NewRule[] = draft?.rules ?? inEffect.rules;
  const change = (next: NewRule[]) => setDraft({ version: draft?.version ?? inEffect.version, rules: next });
  const move = (from: number, to: number) => {
    const next = rules.filter((_rule, place) => place !== from);
    const moved = rules[from];
    if (moved) change(next.toSpliced(to, 0, moved));
  };
  const drop = () => {
    setDraft(null);
    save.reset();
  };
  const saveDraft = () =>
    draft &&
    save.mutate(draft, {
      onSuccess: () => {
        drop();
        notifications.show({ color: "green", title: "The rules are saved", message: "Alerts that come from now on follow them." });
      },
    });
  return (
    <>
      <Section
        title="In this order"
        aside={
          mayChange && (
            <Button variant="default" leftSection={<PlusIcon size={16} />} onClick={() => setEditing("new")}>
              New rule
            </Button>
          )
        }
      >
        {rules.length === 0 ? (
          <Empty title="No rules">
            Every alert opens an incident of its service, with the severity that it says. A rule can change that: make it less
            urgent, send it to another team, gather several into one incident, or only record it.
          </Empty>
        ) : (
          <Rows label="Rules">
            {rules.map((rule, place) => (
              <Row
                key={`${place} ${rule.name}`}
                title={rule.name}
                actions={
                  mayChange && (
                    <>
                      <ActionIcon
                        variant="default"
                        size="var(--tap)"
                        disabled={place === 0}
                        onClick={() => move(place, place - 1)}
                        aria-label={`Move ${rule.name} up`}
                      >
                        <UpIcon size={16} />
                      </ActionIcon>
                      <ActionIcon
                        variant="default"
                        size="var(--tap)"
                        disabled={place === rules.length - 1}
                        onClick={() => move(place, place + 1)}
                        aria-label={`Move ${rule.name} down`}
                      >
                        <DownIcon size={16} />
                      </ActionIcon>
                      <Button variant="default" onClick={() => setEditing(place)} aria-label={`Edit ${rule.name}`}>
                        Edit
                      </Button>
                    </>
                  )
                }
              >
                An alert of which {matchersWords(rule.matchers)} {effectWords(rule)}.
                {rule.continue && " The rules after it are read too."}
              </Row>
            ))}
          </Rows>
        )}
        {draft ? (
          <div className={classes.draft}>
            <p>Not in effect yet: try the rules below, then save them.</p>
            <Refused error={save.error} />
            <div className={classes.buttons}>
              <Button loading={save.isPending} onClick={saveDraft}>
                Save the rules
              </Button>
              <Button variant="default" onClick={drop}>
                Drop the changes
              </Button>
            </div>
          </div>
        ) : (
          inEffect.created_at && (
            <p className={classes.since}>
              In effect since <Time at={inEffect.created_at} />, saved by {inEffect.created_by}.
            </p>
          )
        )}
      </Section>
      {mayChange && rules.length > 0 && <TryOut rules={rules} />}
      {editing !== null && (
        <RuleForm
          rule={editing === "new" ? null : (rules[editing] ?? null)}
          onClose={() => setEditing(null)}
          onDone={(rule) => {
            if (editing === "new") change(rule ? [...rules, rule] : rules);
            else change(rule ? rules.with(editing, rule) : rules.filter((_rule, place) => place !== editing));
            setEditing(null);
          }}
        />
      )}
    </>
  );
}
