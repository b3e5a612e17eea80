import { Button, Select } from "@mantine/core";
import { useState } from "react";
import { Face } from "@/components/face";
import { useIncidentActions } from "@/components/incident-actions";
import type { IncidentDetail, Person } from "@/data/model";
import { useUsers } from "@/data/people";
import { mayRespond, useMe } from "@/data/session";
import classes from "./assignee.module.css";

export function Assignee({ incident }: { incident: IncidentDetail }) {
  const me = useMe();
  const users = useUsers().data ?? [];
  const { assign } = useIncidentActions();
  const [isChoosing, setChoosing] = useState(false);
  const person = incident.assigned_to;
  const mayChange = mayRespond(me) && incident.status !== "resolved";
  const give = (to: Person) => {
    setChoosing(false);
    void assign(incident, to);
  };
  return (
    <div className={classes.assignee}>
      <p className={classes.person}>
        {person ? (
          <>
            <Face name={person.name} />
            <span>
              {person.name}
              <span className={classes.email}>{person.email}</span>
            </span>
          </>
        ) : (
          <span className="muted">Nobody yet.</span>
        )}
      </p>
      {mayChange && !isChoosing && (
        <div className={classes.buttons}>
          {person?.id !== me.id && (
            <Button variant="default" onClick={() => give(me)}>
              Assign to me
            </Button>
          )}
          <Button variant="default" onClick={() => setChoosing(true)}>
            Hand to somebody
          </Button>
        </div>
      )}
      {isChoosing && (
        <Select
          aria-label="Hand to"
          placeholder="Whom?"
          data={users.filter((user) => user.id !== person?.id).map((user) => ({ value: user.id, label: user.name }))}
          onChange={(id) => {
            const user = users.find((candidate) => candidate.id === id);
            if (user) give(user);
          }}
          onBlur={() => setChoosing(false)}
          searchable
          nothingFoundMessage="Nobody of that name"
          defaultDropdownOpened
          autoFocus
        />
      )}
    </div>
  );
}
