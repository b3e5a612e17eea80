import { Kbd, Modal } from "@mantine/core";
import classes from "./shortcut-help.module.css";

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
