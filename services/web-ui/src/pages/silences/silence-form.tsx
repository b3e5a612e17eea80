import { Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { FormDialog } from "@/components/form-dialog";
import { MatchersInput } from "@/components/matchers-input";
import { useNow } from "@/components/now";
import { useSilence } from "@/data/holds";
import { type Matcher, matchersWords, matcherText } from "@/lib/matchers";
import { clock, fromLocalInput, snoozeChoices, toLocalInput } from "@/lib/time";

const AT = "at";
const HOUR_MS = 3_600_000;

/** Which alerts page nobody, why, and for how long. */
export function SilenceForm({ onClose }: { onClose: () => void }) {
  const now = useNow();
  const make = useSilence();
  const choices = snoozeChoices(now);
  const form = useForm({
    initialValues: {
      matchers: [{ name: "service", operator: "=", value: "" }] as Matcher[],
      reason: "",
      length: "1 hour",
      at: toLocalInput(now + 24 * HOUR_MS),
    },
    validate: {
      matchers: (matchers) =>
        matchers.every(({ name }) => name.trim()) && matchers.some(({ value }) => value !== "")
          ? null
          : "Say which alerts: a name and a value.",
      reason: (reason) => (reason.trim() ? null : "Say why: whoever wonders reads it."),
      at: (at, { length }) => (length !== AT || (fromLocalInput(at) ?? "") > new Date(now).toISOString() ? null : "An instant to come."),
    },
  });
  const { length, at, matchers } = form.values;
  const until = length === AT ? fromLocalInput(at) : (choices.find(({ words }) => words === length)?.until ?? null);
  const submit = form.onSubmit(({ reason }) => {
    if (until) make.mutate({ matchers: matchers.map(matcherText), reason: reason.trim(), ends_at: until }, { onSuccess: onClose });
  });
  const meant = matchers.filter(({ name }) => name.trim()).map(matcherText);
  return (
    <FormDialog title="New silence" verb="Silence them" onSubmit={submit} onClose={onClose} write={make} size="lg">
      <MatchersInput
        legend="Alerts of which"
        value={matchers}
        error={form.errors["matchers"]}
        onChange={(value) => form.setFieldValue("matchers", value)}
      />
      <TextInput label="Why" placeholder="The provider repairs a line" {...form.getInputProps("reason")} />
      <Select
        label="For"
        data={[...choices.map(({ words }) => words), { value: AT, label: "Till another instant" }]}
        allowDeselect={false}
        {...form.getInputProps("length")}
      />
      {length === AT && <TextInput label="Till" type="datetime-local" {...form.getInputProps("at")} />}
      {matchers.some(({ value }) => value !== "") && until && (
        <p className="muted">
          Nobody is paged where {matchersWords(meant)}, till {clock(until, now)}. That goes for what fires already, too.
        </p>
      )}
    </FormDialog>
  );
}
