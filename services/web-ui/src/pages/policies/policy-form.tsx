import { ActionIcon, Autocomplete, Button, NumberInput, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { Check } from "@/components/check";
import { Confirm, FormDialog } from "@/components/form-dialog";
import { CloseIcon, PlusIcon } from "@/components/icons";
import type { NewPolicy, Policy } from "@/data/model";
import { useTeams, useUsers } from "@/data/people";
import { useDeletePolicy, useSavePolicy } from "@/data/setup";
import { choiceOf, targetOf } from "@/lib/targets";
import classes from "./policies.module.css";

interface PolicyFormProps {
  /** The one to change; null for a new one. */
  policy: Policy | null;
  onClose: () => void;
}

interface StepFields {
  targets: string[];
  minutes: number | string;
  inTurn: boolean;
}

const MINUTE_S = 60;
const isWait = (minutes: number | string) => typeof minutes === "number" && minutes > 0;

/** A chat room or the fallback is not one of several who take turns. */
const canTakeTurns = (targets: string[]) =>
  targets.length > 1 && targets.every((target) => !/^(channel|fallback):/.test(target));

export function PolicyForm({ policy, onClose }: PolicyFormProps) {
  const teams = useTeams().data ?? [];
  const users = useUsers().data ?? [];
  const save = useSavePolicy(policy?.id ?? null);
  const remove = useDeletePolicy();
  const [isRemoving, setRemoving] = useState(false);
  const form = useForm({
    initialValues: {
      name: policy?.name ?? "",
      team: policy?.team ?? teams[0]?.name ?? "default",
      repeat: policy?.repeat ?? 1,
      steps: policy
        ? policy.steps.map((step): StepFields => ({
            targets: step.targets.map(choiceOf),
            minutes: step.delay_seconds / MINUTE_S,
            inTurn: step.round_robin ?? false,
          }))
        : [{ targets: [`schedule:${teams[0]?.name ?? "default"}`], minutes: 5, inTurn: false } satisfies StepFields],
    },
    validate: {
      name: (name) => (name.trim() ? null : "Name it, so that it can be chosen."),
      team: (team) => (team.trim() ? null : "Say whose it is."),
      steps: {
        targets: (targets) => (targets.every(Boolean) && targets.length > 0 ? null : "Say who."),
        minutes: (minutes) => (isWait(minutes) ? null : "More than no time."),
      },
    },
  });
  const choices = [
    {
      group: "On call",
      items: teams.flatMap(({ name }) => [
        { value: `schedule:${name}`, label: `On call for ${name}` },
        { value: `secondary:${name}`, label: `Secondary for ${name}` },
      ]),
    },
    { group: "People", items: users.map(({ id, name }) => ({ value: `user:${id}`, label: name })) },
    { group: "Else", items: [{ value: "fallback:", label: "The team's manager or the admins" }] },
  ];
  // What a policy names and no menu offers, such as a chat room, stays as it is.
  const kept = (policy?.steps ?? [])
    .flatMap(({ targets }) => targets)
    .filter((target) => target.type === "channel" || target.type === "team")
    .map((target) => ({
      value: choiceOf(target),
      label: target.type === "channel" ? `${target.channel} ${target.recipient}` : `All on call for ${target.name}`,
    }));
  const data = kept.length > 0 ? [...choices, { group: "As before", items: distinct(kept) }] : choices;

  const submit = form.onSubmit(({ name, team, repeat, steps }) => {
    const body: NewPolicy = {
      name: name.trim(),
      team: team.trim(),
      repeat: Number(repeat),
      steps: steps.map(({ targets, minutes, inTurn }) => ({
        delay_seconds: Math.round(Number(minutes) * MINUTE_S),
        targets: targets.map(targetOf),
        round_robin: inTurn && canTakeTurns(targets),
      })),
    };
    save.mutate(body, { onSuccess: onClose });
  });

  if (policy && isRemoving) {
    return (
      <Confirm
        title={`Delete ${policy.name}`}
        verb="Delete the policy"
        write={remove}
        onConfirm={() => remove.mutate(policy.id, { onSuccess: onClose })}
        onClose={() => setRemoving(false)}
      >
        <p>
          Incidents that are open keep following it. New ones of what follows it now page whoever is on call for the team,
          and again every 15 minutes.
        </p>
      </Confirm>
    );
  }
  return (
    <FormDialog
      title={policy ? `Policy ${policy.name}` : "New policy"}
      verb={policy ? "Save" : "Make the policy"}
      onSubmit={submit}
      onClose={onClose}
      write={save}
      size="lg"
      aside={
        policy && (
          <Button variant="subtle" color="red" onClick={() => setRemoving(true)}>
            Delete
          </Button>
        )
      }
    >
      <div className={classes.pair}>
        <TextInput label="Name" data-autofocus {...form.getInputProps("name")} />
        <Autocomplete label="Team" data={teams.map(({ name }) => name)} openOnFocus={false} {...form.getInputProps("team")} />
      </div>
      <ol className={classes.steps}>
        {form.values.steps.map((step, place) => (
          <li key={place} className={classes.step}>
            <p className={classes.stepName}>{place === 0 ? "First, at once, page" : "Then page"}</p>
            {step.targets.map((_target, which) => (
              <div key={which} className={classes.target}>
                <Select
                  aria-label={`Whom step ${place + 1} pages, ${which + 1}`}
                  data={data}
                  placeholder="Whom?"
                  searchable
                  allowDeselect={false}
                  nothingFoundMessage="Nobody of that name"
                  {...form.getInputProps(`steps.${place}.targets.${which}`)}
                />
                {step.targets.length > 1 && (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size={36}
                    aria-label={`Take ${which + 1} out of step ${place + 1}`}
                    onClick={() => form.removeListItem(`steps.${place}.targets`, which)}
                  >
                    <CloseIcon size={16} />
                  </ActionIcon>
                )}
              </div>
            ))}
            {form.errors[`steps.${place}.targets`] && (
              <p className={classes.wrong}>{form.errors[`steps.${place}.targets`]}</p>
            )}
            {canTakeTurns(step.targets) && (
              <Check
                label={`One of them in turn at step ${place + 1}`}
                description="Each incident pages the next of them, not all."
                checked={step.inTurn}
                onChange={(isOn) => form.setFieldValue(`steps.${place}.inTurn`, isOn)}
              />
            )}
            <div className={classes.after}>
              <Button
                variant="subtle"
                size="xs"
                leftSection={<PlusIcon size={14} />}
                onClick={() => form.insertListItem(`steps.${place}.targets`, "")}
              >
                Somebody besides
              </Button>
              <span className={classes.wait}>
                and wait
                <NumberInput
                  aria-label={`Minutes to wait after step ${place + 1}`}
                  min={0}
                  decimalScale={2}
                  hideControls
                  w={72}
                  {...form.getInputProps(`steps.${place}.minutes`)}
                />
                minutes for an answer
              </span>
              {form.values.steps.length > 1 && (
                <Button variant="subtle" color="gray" size="xs" onClick={() => form.removeListItem("steps", place)}>
                  Remove step {place + 1}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ol>
      <Button
        variant="default"
        leftSection={<PlusIcon size={16} />}
        onClick={() => form.insertListItem("steps", { targets: [""], minutes: 5, inTurn: false } satisfies StepFields)}
      >
        Add a step
      </Button>
      <NumberInput
        label="How often the list runs again"
        description="After that, the team's manager is paged, or the admins."
        min={0}
        max={100}
        w={220}
        {...form.getInputProps("repeat")}
      />
    </FormDialog>
  );
}

const distinct = (choices: { value: string; label: string }[]) => [
  ...new Map(choices.map((choice) => [choice.value, choice])).values(),
];
