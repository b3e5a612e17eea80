import { Button, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Refused } from "@/components/form-dialog";
import { useNow } from "@/components/now";
import { Row, Rows } from "@/components/rows";
import { Lines } from "@/components/skeletons";
import { Failed } from "@/components/states";
import type { ActionItem } from "@/data/model";
import { useNameOf, useUsers } from "@/data/people";
import { useActionItems, useAddActionItem, useChangeActionItem, useDeleteActionItem } from "@/data/postmortem";
import { mayRespond, useMe } from "@/data/session";
import { itemWords } from "@/lib/action-item-words";
import classes from "./postmortem.module.css";

/** What has to be done so that it does not happen again: by whom, until when. */
export function ActionItems({ incident }: { incident: string }) {
  const me = useMe();
  const items = useActionItems(incident);
  if (items.isError) {
    return <Failed what="The action items could not be loaded" error={items.error} retry={() => void items.refetch()} />;
  }
  if (!items.data) return <Lines count={2} height={56} />;
  return (
    <div className={classes.items}>
      {items.data.length === 0 ? (
        <p className="muted">Nothing yet. An action item has somebody who does it, and a day.</p>
      ) : (
        <Rows label="Action items">
          {items.data.map((item) => (
            <Item key={item.id} item={item} />
          ))}
        </Rows>
      )}
      {mayRespond(me) && <AddItem incident={incident} />}
    </div>
  );
}

function Item({ item }: { item: ActionItem }) {
  const me = useMe();
  const now = useNow();
  const nameOf = useNameOf();
  const change = useChangeActionItem(item.incident_id, item.id);
  const remove = useDeleteActionItem(item.incident_id);
  const isDone = item.done_at !== null;
  const { words, isLate } = itemWords(item, nameOf, now);
  return (
    <Row
      title={<span className={isDone ? classes.isDone : undefined}>{item.title}</span>}
      actions={
        mayRespond(me) && (
          <>
            <Button
              variant="default"
              loading={change.isPending}
              onClick={() => change.mutate({ done: !isDone })}
              aria-label={`${isDone ? "Not done yet" : "Done"}: ${item.title}`}
            >
              {isDone ? "Not done yet" : "Done"}
            </Button>
            <Button
              variant="subtle"
              color="gray"
              loading={remove.isPending}
              onClick={() => remove.mutate(item.id)}
              aria-label={`Remove ${item.title}`}
            >
              Remove
            </Button>
          </>
        )
      }
    >
      <p className={isLate ? classes.late : undefined}>{words}</p>
      <Refused error={change.error ?? remove.error} />
    </Row>
  );
}

function AddItem({ incident }: { incident: string }) {
  const users = useUsers().data ?? [];
  const add = useAddActionItem(incident);
  const form = useForm({
    initialValues: { title: "", owner: null as string | null, due_on: "" },
    validate: { title: (title) => (title.trim() ? null : "Say what is to be done.") },
  });
  const submit = form.onSubmit(({ title, owner, due_on }) =>
    add.mutate({ title: title.trim(), owner, due_on: due_on || null }, { onSuccess: () => form.reset() }),
  );
  return (
    <form onSubmit={submit} noValidate>
      <div className={classes.add}>
        <TextInput
          label="To be done"
          placeholder="Alert before the disk is full"
          maxLength={500}
          {...form.getInputProps("title")}
        />
        <Select
          label="By"
          placeholder="Nobody yet"
          data={users.map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          clearable
          clearButtonProps={{ "aria-label": "Nobody" }}
          openOnFocus={false}
          {...form.getInputProps("owner")}
        />
        <TextInput label="Until" type="date" {...form.getInputProps("due_on")} />
        <Button type="submit" variant="default" loading={add.isPending}>
          Add it
        </Button>
      </div>
      <Refused error={add.error} />
    </form>
  );
}
