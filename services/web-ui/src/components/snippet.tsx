import { Button } from "@mantine/core";
import { useRef, useState } from "react";
import classes from "./snippet.module.css";

/** Text to copy. Where the browser does not let a page copy (no HTTPS), it is selected for Ctrl+C. */
export function Snippet({ text, label, maxRows }: { text: string; label: string; maxRows?: number }) {
  const element = useRef<HTMLTextAreaElement>(null);
  const [outcome, setOutcome] = useState<string | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome("Copied");
    } catch {
      element.current?.select();
      setOutcome("Selected: press Ctrl+C");
    }
  };
  return (
    <div className={classes.snippet}>
      <textarea
        ref={element}
        className={classes.text}
        aria-label={label}
        readOnly
        wrap="off"
        rows={Math.min(text.split("\n").length, maxRows ?? Number.POSITIVE_INFINITY)}
        value={text}
      />
      <Button variant="default" onClick={() => void copy()} aria-label={`Copy: ${label}`}>
        {outcome ?? "Copy"}
      </Button>
    </div>
  );
}
