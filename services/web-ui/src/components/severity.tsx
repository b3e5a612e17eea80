import type { Severity } from "@/data/model";
import classes from "./severity.module.css";

/** A shape for each, so that a severity is read without colour: ◆ ▲ ● ▽ ○ */
const SHAPES: Record<Severity, React.ReactNode> = {
  critical: <path d="M6 .5 11.5 6 6 11.5.5 6Z" fill="currentColor" />,
  high: <path d="M6 1 11.5 11H.5Z" fill="currentColor" />,
  medium: <circle cx="6" cy="6" r="4.5" fill="currentColor" />,
  low: <path d="M1.5 2h9L6 10Z" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" />,
  info: <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.5" />,
};

export function SeverityMark({ severity }: { severity: Severity }) {
  return (
    <span className={classes.mark} data-severity={severity}>
      <svg viewBox="0 0 12 12" width={12} height={12} aria-hidden="true" focusable="false">
        {SHAPES[severity]}
      </svg>
      <span className={classes.word}>{severity}</span>
    </span>
  );
}
