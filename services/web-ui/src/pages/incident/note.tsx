import { Button, Modal, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { Refused } from "@/components/form-dialog";
import { Markdown } from "@/components/markdown";
import { Lines } from "@/components/skeletons";
import { Failed } from "@/components/states";
import { Time } from "@/components/time";
import type { Note } from "@/data/model";
import { useNameOf } from "@/data/people";
import { useEditNote, useNoteHistory } from "@/data/postmortem";
import { isAdmin, mayRespond, useMe } from "@/data/session";
import classes from "./notes.module.css";

/** One note: its author puts it right, and everybody may see what it said before. */
export function OneNote({ incident, note }: { incident: string; note: Note }) {
  const me = useMe();
  const nameOf = useNameOf();
  const [isEditing, setEditing] = useState(false);
  const [isLooking, setLooking] = useState(false);
  const mayEdit = mayRespond(me) && (isAdmin(me) || note.author.toLowerCase() === me.email.toLowerCase());
  return (
    <article>
      <p className={classes.head}>
        {nameOf(note.author)}{" "}
        <span className="muted">
          <Time at={note.created_at} />
          {note.edited_at && (
            <>
              , edited <Time at={note.edited_at} />
              {note.edited_by && note.edited_by !== note.author && ` by ${nameOf(note.edited_by)}`}
            </>
          )}
        </span>
      </p>
      {isEditing ? (
        <EditNote incident={incident} note={note} onDone={() => setEditing(false)} />
      ) : (
        <>
          <Markdown text={note.content} />
          <div className={classes.tools}>
            {mayEdit && (
              <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setEditing(true)}>
                Edit
              </Button>
            )}
            {note.edited_at && (
              <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setLooking(true)}>
                What it said before
              </Button>
            )}
          </div>
        </>
      )}
      {isLooking && <History incident={incident} note={note} onClose={() => setLooking(false)} />}
    </article>
  );
}

/** What was typed stays until it is kept. */
function EditNote({ incident, note, onDone }: { incident: string; note: Note; onDone: () => void }) {
  const [text, setText] = useState(note.content);
  const edit = useEditNote(incident, note.id);
  const send = () => {
    const content = text.trim();
    if (content && !edit.isPending) edit.mutate(content, { onSuccess: onDone });
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
        aria-label="Edit the note"
        autosize
        minRows={2}
        maxRows={12}
        maxLength={20000}
        autoFocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && send()}
        error={!text.trim() && "A note says something."}
      />
      <Refused error={edit.error} />
      <div className={classes.tools}>
        <Button type="submit" variant="default" loading={edit.isPending}>
          Keep it
        </Button>
        <Button variant="subtle" color="gray" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function History({ incident, note, onClose }: { incident: string; note: Note; onClose: () => void }) {
  const nameOf = useNameOf();
  const history = useNoteHistory(incident, note.id);
  return (
    <Modal opened onClose={onClose} title="What the note said" size="lg">
      {history.data ? (
        <ol className={classes.notes}>
          {history.data.map(({ content, author, at }) => (
            <li key={at}>
              <p className={classes.head}>
                {nameOf(author)}{" "}
                <span className="muted">
                  <Time at={at} />
                </span>
              </p>
              <Markdown text={content} />
            </li>
          ))}
        </ol>
      ) : history.isError ? (
        <Failed what="What it said could not be loaded" error={history.error} retry={() => void history.refetch()} />
      ) : (
        <Lines count={3} height={48} />
      )}
    </Modal>
  );
}
