import { ActionIcon, Autocomplete, Button, Select, TextInput } from "@mantine/core";
import { SEVERITIES } from "@/data/model";
import { useServices } from "@/data/people";
import { FIELDS, type Matcher, OPERATOR_WORDS, OPERATORS } from "@/lib/matchers";
import { CloseIcon, PlusIcon } from "./icons";
import classes from "./matchers-input.module.css";

const NAMES = [...FIELDS, "alertname", "cluster", "instance", "job", "namespace", "region"];

interface MatchersInputProps {
  legend: string;
  value: Matcher[];
  error?: React.ReactNode;
  onChange: (value: Matcher[]) => void;
}

/** Which alerts are meant: all lines must fit. */
export function MatchersInput({ legend, value, error, onChange }: MatchersInputProps) {
  const services = (useServices().data ?? []).map(({ name }) => name);
  const set = (place: number, change: Partial<Matcher>) =>
    onChange(value.map((matcher, index) => (index === place ? { ...matcher, ...change } : matcher)));
  const known = (name: string) => (name === "service" ? services : name === "severity" ? [...SEVERITIES] : []);
  return (
    <fieldset className={classes.matchers}>
      <legend>{legend}</legend>
      {value.map((matcher, place) => (
        <div key={place} className={classes.matcher}>
          <Autocomplete
            aria-label={`${legend}: what, ${place + 1}`}
            data={NAMES}
            value={matcher.name}
            onChange={(name) => set(place, { name })}
          />
          <Select
            aria-label={`${legend}: how, ${place + 1}`}
            data={OPERATORS.map((operator) => ({ value: operator, label: OPERATOR_WORDS[operator] }))}
            value={matcher.operator}
            onChange={(operator) => set(place, { operator: OPERATORS.find((one) => one === operator) ?? "=" })}
            allowDeselect={false}
          />
          <div className={classes.value}>
            {known(matcher.name).length > 0 ? (
              <Autocomplete
                aria-label={`${legend}: value, ${place + 1}`}
                data={known(matcher.name)}
                value={matcher.value}
                onChange={(text) => set(place, { value: text })}
              />
            ) : (
              <TextInput
                aria-label={`${legend}: value, ${place + 1}`}
                placeholder={matcher.operator.endsWith("~") ? "eu-.*" : ""}
                value={matcher.value}
                onChange={(event) => set(place, { value: event.currentTarget.value })}
              />
            )}
          </div>
          {value.length > 1 && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              className={classes.remove}
              aria-label={`${legend}: remove ${place + 1}`}
              onClick={() => onChange(value.filter((_matcher, index) => index !== place))}
            >
              <CloseIcon size={16} />
            </ActionIcon>
          )}
        </div>
      ))}
      {error && <p className={classes.wrong}>{error}</p>}
      <Button
        variant="subtle"
        size="xs"
        leftSection={<PlusIcon size={14} />}
        onClick={() => onChange([...value, { name: "", operator: "=", value: "" }])}
      >
        And something besides
      </Button>
    </fieldset>
  );
}
