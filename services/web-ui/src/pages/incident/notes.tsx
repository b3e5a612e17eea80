import { Button, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { whyAndWhatToDo } from "@/components/states";
import { useAddNote } from "@/data/incidents";
import type { IncidentDetail } from "@/data/model";
import { mayRespond, useMe } from "@/data/session";
import { OneNote } from "./note";
import classes from "./notes.module.css";

export function Notes({ incident }: { incident: IncidentDetail }) {
  const me = useMe();
  return (
    <div className={classes.notes}>
      {incident.notes.length === 0 && (
        <p className="muted">What you find out, for whoever comes after you.</p>
      )}
      {incident.notes.map((note) => (
        <OneNote key={note.id} incident={incident.id} note={note} />
      ))}
      {mayRespond(me) && <AddNote id={incident.id} />}
    </div>
  );
}

/** What was typed stays until it is kept. */
function AddNote({ id }: { id: string }) {
  const [text, setText] = useState("");
  const add = useAddNote(id);
  const send = () => {
    const content = text.trim();
    if (content && !add.isPending) add.mutate(content, { onSuccess: () => setText("") });
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        send();
      }}
    >
      <Textarea
        aria-label="Note"
        placeholder="Add a note, in Markdown if you like"
        autosize
        minRows={2}
        maxRows={12}
        maxLength={20000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && send()}
        error={add.isError && `The note was not kept. ${whyAndWhatToDo(add.error)}`}
      />
      {text.trim() && (
        <Button type="submit" variant="default" loading={add.isPending}>
          Add the note
        </Button>
      )}
    </form>
  );
}
