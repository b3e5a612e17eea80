import { useEffect, useRef } from "react";
import { nothingPressed, press } from "@/lib/shortcuts";

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
