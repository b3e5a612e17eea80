import { Autocomplete, Button, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Check } from "@/components/check";
import { FormDialog } from "@/components/form-dialog";
import { LengthInput } from "@/components/length-input";
import { MatchersInput } from "@/components/matchers-input";
import { type NewRule, SEVERITIES, type Severity } from "@/data/model";
import { useServices, useTeams } from "@/data/people";
import { lengthOf, secondsOf } from "@/lib/lengths";
import { type Matcher, matcherFrom, matcherText } from "@/lib/matchers";

const UNCHANGED = { isPending: false, error: null };

interface RuleFormProps {
  /** The one to change; null for a new one. */
  rule: NewRule | null;
  onClose: () => void;
  /** With the rule as it is now; null where it is taken out. Nothing is in effect before all rules are saved. */
  onDone: (rule: NewRule | null) => void;
}

export function RuleForm({ rule, onClose, onDone }: RuleFormProps) {
  const services = useServices().data ?? [];
  const teams = useTeams().data ?? [];
  const form = useForm({
    initialValues: {
      name: rule?.name ?? "",
      matchers: rule?.matchers.map(matcherFrom) ?? ([{ name: "service", operator: "=", value: "" }] as Matcher[]),
      severity: (rule?.severity ?? null) as Severity | null,
      service: rule?.service ?? "",
      team: rule?.team ?? "",
      key: rule?.correlation_key ?? "",
      hold: rule?.hold_back_seconds ? lengthOf(rule.hold_back_seconds) : { amount: "", unit: "minutes" as const },
      suppress: rule?.suppress ?? false,
      goesOn: rule?.continue ?? false,
    },
    validate: {
      name: (name) => (name.trim() ? null : "Name it, so that others know what it is for."),
      matchers: (matchers) =>
        matchers.every(({ name }) => name.trim()) && matchers.some(({ value }) => value !== "")
          ? null
          : "Say which alerts: a name and a value.",
    },
  });
  const submit = form.onSubmit(({ name, matchers, severity, service, team, key, hold, suppress, goesOn }) =>
    onDone({
      name: name.trim(),
      matchers: matchers.map(matcherText),
      severity,
      service: service.trim() || null,
      team: team.trim() || null,
      correlation_key: key.trim() || null,
      hold_back_seconds: secondsOf(hold),
      suppress,
      continue: goesOn,
    }),
  );
  return (
    <FormDialog
      title={rule ? `Rule ${rule.name}` : "New rule"}
      verb={rule ? "Change it" : "Add it"}
      onSubmit={submit}
      onClose={onClose}
      write={UNCHANGED}
      size="lg"
      aside={
        rule && (
          <Button variant="subtle" color="red" onClick={() => onDone(null)}>
            Take it out
          </Button>
        )
      }
    >
      <TextInput label="Name" placeholder="staging wakes nobody" data-autofocus {...form.getInputProps("name")} />
      <MatchersInput
        legend="Alerts of which"
        value={form.values.matchers}
        error={form.errors["matchers"]}
        onChange={(value) => form.setFieldValue("matchers", value)}
      />
      <Check
        label="Only record them"
        description="They open nothing and page nobody."
        checked={form.values.suppress}
        onChange={(isOn) => form.setFieldValue("suppress", isOn)}
      />
      {!form.values.suppress && (
        <>
          <Select
            label="They become"
            placeholder="as severe as they say"
            data={[...SEVERITIES]}
            clearable
            clearButtonProps={{ "aria-label": "As severe as they say" }}
            {...form.getInputProps("severity")}
          />
          <Autocomplete
            label="They count as alerts of the service"
            placeholder="that they name"
            data={services.map(({ name }) => name)}
            openOnFocus={false}
            {...form.getInputProps("service")}
          />
          <Autocomplete
            label="Their incident goes to the team"
            placeholder="that owns the service"
            data={teams.map(({ name }) => name)}
            openOnFocus={false}
            {...form.getInputProps("team")}
          />
          <TextInput
            label="One incident gathers those with the same"
            description="Text with what the alert says in braces, such as {cluster}. Empty: the same service and severity."
            placeholder="{service} {severity}"
            {...form.getInputProps("key")}
          />
          <LengthInput
            label="Nobody is paged before they have fired for"
            value={form.values.hold}
            {...form.getInputProps("hold")}
          />
        </>
      )}
      <Check
        label="Read the rules after it too"
        description="Otherwise it is the last one for such an alert."
        checked={form.values.goesOn}
        onChange={(isOn) => form.setFieldValue("goesOn", isOn)}
      />
    </FormDialog>
  );
}
