import { NumberInput, Select } from "@mantine/core";
import { type Length, UNIT_NAMES } from "@/lib/lengths";
import classes from "./length-input.module.css";

interface LengthInputProps {
  label: string;
  description?: string;
  value: Length;
  error?: React.ReactNode;
  onChange: (value: Length) => void;
}

/** A length of time: a number and its unit, side by side. */
export function LengthInput({ label, description, value, error, onChange }: LengthInputProps) {
  return (
    <div className={classes.length}>
      <NumberInput
        label={label}
        {...(description && { description })}
        error={error}
        min={0}
        decimalScale={2}
        hideControls
        value={value.amount}
        onChange={(amount) => onChange({ ...value, amount })}
      />
      <Select
        aria-label={`${label}: unit`}
        data={[...UNIT_NAMES]}
        value={value.unit}
        onChange={(unit) => onChange({ ...value, unit: UNIT_NAMES.find((known) => known === unit) ?? "minutes" })}
        allowDeselect={false}
        w={112}
      />
    </div>
  );
}
