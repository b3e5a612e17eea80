import { Button, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { Page } from "@/components/page";
import { Row, Rows } from "@/components/rows";
import { Lines } from "@/components/skeletons";
import { Empty, Failed } from "@/components/states";
import { Time } from "@/components/time";
import { type AuditSought, useAudit } from "@/data/audit";
import type { AuditEntry } from "@/data/model";
import { useNameOf } from "@/data/people";
import { isAdmin, useMe } from "@/data/session";
import { changeWords, fieldChanges, OBJECT_TYPES, objectWords } from "@/lib/audit-words";
import { RANGE_WORDS, RANGES, type Range } from "@/lib/time";
import classes from "./audit.module.css";

/** Who changed what people set up: when, from where, and what was different before. */
export function AuditPage() {
  const me = useMe();
  return (
    <Page title="Audit" sentence="Who changed what is set up: when, from where, and what was different before. Nobody can alter it.">
      {isAdmin(me) ? <Entries /> : <p>Administrators see the log of changes.</p>}
    </Page>
  );
}

function soughtIn(params: URLSearchParams, since: string | null): AuditSought {
  const type = OBJECT_TYPES.find((known) => known === params.get("type"));
  const actor = params.get("actor")?.trim();
  return { ...(actor && { actor }), ...(type && { object_type: type }), ...(since && { since }) };
}

function Entries() {
  const [params, setParams] = useSearchParams();
  const range = (Object.keys(RANGES) as Range[]).find((known) => known === params.get("range")) ?? null;
  // Counted from when the page was opened, so that the question stays the same while it is read.
  const [openedAt] = useState(Date.now);
  const sought = soughtIn(params, range && new Date(openedAt - RANGES[range]).toISOString());
  const list = useAudit(sought);
  const entries = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const narrow = (name: string, value: string | null) =>
    setParams(
      (now) => {
        const next = new URLSearchParams(now);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );
  return (
    <>
      <div className={classes.tools}>
        <Select
          aria-label="What was changed"
          placeholder="Anything"
          data={OBJECT_TYPES.map((type) => ({ value: type, label: objectWords(type) }))}
          value={sought.object_type ?? null}
          onChange={(type) => narrow("type", type)}
          searchable
          clearable
          clearButtonProps={{ "aria-label": "Anything" }}
        />
        <Select
          aria-label="When"
          placeholder="At any time"
          data={(Object.keys(RANGES) as Range[]).map((each) => ({ value: each, label: `the last ${RANGE_WORDS[each]}` }))}
          value={range}
          onChange={(each) => narrow("range", each)}
          clearable
          clearButtonProps={{ "aria-label": "At any time" }}
        />
        <TextInput
          aria-label="By whom"
          placeholder="By anybody"
          type="search"
          defaultValue={sought.actor ?? ""}
          onBlur={(event) => narrow("actor", event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Enter" && narrow("actor", event.currentTarget.value)}
        />
      </div>
      {list.data ? (
        entries.length === 0 ? (
          <Empty title={params.size > 0 ? "Nothing matches" : "Nothing was changed yet"}>
            Each change to people, keys, teams, services, schedules, policies, rules and contacts is kept here.
            {sought.actor && " A person is sought by their whole e-mail address, a key by its name."}
          </Empty>
        ) : (
          <>
            <Rows label="Changes">
              {entries.map((entry) => (
                <EntryRow key={entry.id} entry={entry} />
              ))}
            </Rows>
            {list.hasNextPage && (
              <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                Show older
              </Button>
            )}
          </>
        )
      ) : list.isError ? (
        <Failed what="The log of changes could not be loaded" error={list.error} retry={() => void list.refetch()} />
      ) : (
        <Lines count={8} height={56} />
      )}
    </>
  );
}

function EntryRow({ entry }: { entry: AuditEntry }) {
  const nameOf = useNameOf();
  const [isOpen, setOpen] = useState(false);
  const changes = fieldChanges(entry);
  const words = changeWords(entry);
  return (
    <Row
      title={`${nameOf(entry.actor)} ${words}`}
      actions={
        changes.length > 0 && (
          <Button
            variant="default"
            onClick={() => setOpen(!isOpen)}
            aria-expanded={isOpen}
            aria-label={`What differs: ${words}`}
          >
            {isOpen ? "Less" : "What differs"}
          </Button>
        )
      }
    >
      <p>
        <Time at={entry.created_at} />
        {entry.address && `, from ${entry.address}`}
        {entry.request_id && (
          <>
            , request <code>{entry.request_id}</code>
          </>
        )}
      </p>
      {isOpen && (
        <dl className={classes.changes}>
          {changes.map(({ field, before, after }) => (
            <div key={field} className={classes.change}>
              <dt>{field.replaceAll("_", " ")}</dt>
              {before !== null && (
                <dd>
                  <del>{before}</del>
                </dd>
              )}
              {after !== null && (
                <dd>
                  <ins>{after}</ins>
                </dd>
              )}
            </div>
          ))}
        </dl>
      )}
    </Row>
  );
}
