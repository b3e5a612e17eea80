import { Button, TagsInput } from "@mantine/core";
import { useState } from "react";
import { whyAndWhatToDo } from "@/components/states";
import { useEditIncident } from "@/data/incident-work";
import type { IncidentDetail } from "@/data/model";
import { mayRespond, useMe } from "@/data/session";
import classes from "./tags.module.css";

/** What people call incidents like this one, so that they are found again. */
export function Tags({ incident }: { incident: IncidentDetail }) {
  const me = useMe();
  const edit = useEditIncident(incident.id);
  const [draft, setDraft] = useState<string[] | null>(null);
  if (draft) {
    return (
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          edit.mutate({ tags: draft }, { onSuccess: () => setDraft(null) });
        }}
      >
        <TagsInput
          aria-label="Tags"
          placeholder="Type one, then Enter"
          value={draft}
          onChange={setDraft}
          maxTags={20}
          acceptValueOnBlur
          autoFocus
          error={edit.isError && `Not kept. ${whyAndWhatToDo(edit.error)}`}
        />
        <div className={classes.buttons}>
          <Button type="submit" loading={edit.isPending}>
            Keep the tags
          </Button>
          <Button variant="default" onClick={() => setDraft(null)}>
            Cancel
          </Button>
        </div>
      </form>
    );
  }
  return (
    <div className={classes.shown}>
      {incident.tags.length === 0 ? (
        <p className="muted">None.</p>
      ) : (
        <ul className={classes.tags} aria-label="Tags">
          {incident.tags.map((tag) => (
            <li key={tag}>{tag}</li>
          ))}
        </ul>
      )}
      {mayRespond(me) && (
        <Button variant="default" onClick={() => setDraft(incident.tags)}>
          {incident.tags.length === 0 ? "Add tags" : "Change the tags"}
        </Button>
      )}
    </div>
  );
}
