import { useId } from "react";
import classes from "./check.module.css";

interface CheckProps {
  label: string;
  description?: string;
  checked: boolean;
  onChange: (isOn: boolean) => void;
}

/** One thing that is so, or not. */
export function Check({ label, description, checked, onChange }: CheckProps) {
  const id = useId();
  return (
    <div className={classes.check}>
      <input
        id={id}
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
        aria-describedby={description && `${id}-more`}
      />
      <label htmlFor={id}>{label}</label>
      {description && (
        <p id={`${id}-more`} className={classes.more}>
          {description}
        </p>
      )}
    </div>
  );
}
