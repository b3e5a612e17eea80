import { Kbd, Modal } from "@mantine/core";
import { useEffect, useRef } from "react";
import { nothingPressed, press } from "@/lib/shortcuts";
import classes from "./shortcuts.module.css";

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));

/** Runs what a key or a sequence of two is bound to, unless somebody is typing or a dialog is open. */
export function useShortcuts(bindings: Record<string, () => void>) {
  const latest = useRef(bindings);
  useEffect(() => {
    latest.current = bindings;
  });
  useEffect(() => {
    let before = nothingPressed;
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (isTyping(event.target) || document.querySelector('[role="dialog"], [role="menu"]')) return;
      const { command, next } = press(before, event.key, Date.now(), new Map(Object.entries(latest.current)));
      before = next;
      if (command) {
        event.preventDefault();
        command();
      }
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}

const HELP: [keys: string[], does: string][] = [
  [["j"], "Next incident"],
  [["k"], "Previous incident"],
  [["Enter"], "Open it"],
  [["a"], "Acknowledge it"],
  [["r"], "Resolve it"],
  [["x"], "Select it"],
  [["Esc"], "Select nothing"],
  [["e"], "On an incident: page the next person"],
  [["/"], "Search"],
  [["g", "i"], "Go to incidents"],
  [["g", "o"], "Go to on call"],
  [["g", "m"], "Go to metrics"],
  [["g", "s"], "Go to services"],
  [["g", "p"], "Go to my profile"],
  [["?"], "This list"],
];

export function ShortcutHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keyboard">
      <dl className={classes.list}>
        {HELP.map(([keys, does]) => (
          <div key={does} className={classes.row}>
            <dt>{does}</dt>
            <dd>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
