import { Button, Modal } from "@mantine/core";
import { whyAndWhatToDo } from "@/components/states";
import type { Override } from "@/data/model";
import { useRemoveOverride } from "@/data/on-call";
import { exact } from "@/lib/time";
import classes from "./forms.module.css";

/** An override, and the way to take it back. */
export function RemoveOverride({ override, onClose }: { override: Override; onClose: () => void }) {
  const remove = useRemoveOverride();
  return (
    <Modal opened onClose={onClose} title="Override">
      <div className={classes.form}>
        <p>
          {override.user.name} is on call as {override.role} from {exact(override.start)} to {exact(override.end)}.
          Without the override, it is whoever the rotation names.
        </p>
        {remove.isError && (
          <p className={classes.error} role="alert">
            {whyAndWhatToDo(remove.error)}
          </p>
        )}
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            Keep it
          </Button>
          <Button loading={remove.isPending} onClick={() => remove.mutate(override, { onSuccess: onClose })}>
            Remove the override
          </Button>
        </div>
      </div>
    </Modal>
  );
}
