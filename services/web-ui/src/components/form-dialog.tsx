import { Button, Modal } from "@mantine/core";
import type { FormEvent, ReactNode } from "react";
import { Problem } from "@/data/http";
import classes from "./form-dialog.module.css";
import { whyAndWhatToDo } from "./states";

interface FormDialogProps {
  title: string;
  /** The verb of the button that does it. */
  verb: string;
  onSubmit: (event?: FormEvent<HTMLFormElement>) => void;
  onClose: () => void;
  /** The change that the form makes: what was typed stays until it was taken. */
  write: { isPending: boolean; error: Error | null };
  size?: "md" | "lg" | "xl";
  /** Another thing to do, such as to delete. */
  aside?: ReactNode;
  children: ReactNode;
}

/** One form in a dialog: its fields, why it was refused, and its verb. */
export function FormDialog({ title, verb, onSubmit, onClose, write, size = "md", aside, children }: FormDialogProps) {
  return (
    <Modal opened onClose={onClose} title={title} size={size}>
      <form onSubmit={onSubmit} className={classes.form} noValidate>
        {children}
        <Refused error={write.error} />
        <div className={classes.buttons}>
          {aside && <div className={classes.aside}>{aside}</div>}
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={write.isPending}>
            {verb}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** Why a change was refused, and which field is wrong. */
export function Refused({ error }: { error: Error | null }) {
  if (!error) return null;
  return (
    <div className={classes.error} role="alert">
      <p>{whyAndWhatToDo(error)}</p>
      {error instanceof Problem &&
        error.fields.map(({ field, message }) => (
          <p key={field}>
            {field}: {message}
          </p>
        ))}
    </div>
  );
}

interface ConfirmProps {
  title: string;
  verb: string;
  onConfirm: () => void;
  onClose: () => void;
  write: { isPending: boolean; error: Error | null };
  /** What will happen. */
  children: ReactNode;
}

/** Asks before something that cannot be taken back. */
export function Confirm({ title, verb, onConfirm, onClose, write, children }: ConfirmProps) {
  return (
    <Modal opened onClose={onClose} title={title}>
      <div className={classes.form}>
        <div>{children}</div>
        <Refused error={write.error} />
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose} data-autofocus>
            Keep it
          </Button>
          <Button color="red" loading={write.isPending} onClick={onConfirm}>
            {verb}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
