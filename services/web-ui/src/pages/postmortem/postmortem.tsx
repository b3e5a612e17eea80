import { Button, Select, Textarea } from "@mantine/core";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { Refused } from "@/components/form-dialog";
import { BackIcon } from "@/components/icons";
import { Markdown } from "@/components/markdown";
import { useNow } from "@/components/now";
import { Page, Section } from "@/components/page";
import { Lines } from "@/components/skeletons";
import { Empty, Failed } from "@/components/states";
import { isProblem } from "@/data/http";
import { useIncident } from "@/data/incidents";
import { usePollMs } from "@/data/live";
import type { Postmortem as Saved } from "@/data/model";
import { useNameOf } from "@/data/people";
import { useBeginPostmortem, usePostmortem, useSavePostmortem, useVersion, useVersions } from "@/data/postmortem";
import { mayRespond, useMe } from "@/data/session";
import { clock } from "@/lib/time";
import { ActionItems } from "./action-items";
import classes from "./postmortem.module.css";

/** What was learnt from one incident: the text, what it said before, and what is still to be done. */
export function PostmortemPage() {
  const { id = "" } = useParams();
  const incident = useIncident(id, usePollMs());
  const gone = isProblem(incident.error, 404) || isProblem(incident.error, 422);
  return (
    <Page
      title="Post-mortem"
      tabTitle={`Post-mortem: ${incident.data?.title ?? "incident"}`}
      sentence={
        <Link to={`/incidents/${id}`} className={classes.back}>
          <BackIcon size={16} /> {incident.data?.title ?? "The incident"}
        </Link>
      }
    >
      {gone ? (
        <Empty title="There is no such incident">The address may be cut off. Every incident is found from the list.</Empty>
      ) : (
        <>
          <Text incident={id} />
          <Section title="What is to be done?">
            <ActionItems incident={id} />
          </Section>
        </>
      )}
    </Page>
  );
}

function Text({ incident }: { incident: string }) {
  const me = useMe();
  const postmortem = usePostmortem(incident);
  const begin = useBeginPostmortem(incident);
  if (postmortem.data) return <Written saved={postmortem.data} />;
  if (postmortem.isError) {
    return (
      <Failed what="The post-mortem could not be loaded" error={postmortem.error} retry={() => void postmortem.refetch()} />
    );
  }
  if (postmortem.data === undefined) return <Lines count={8} height={24} />;
  return (
    <Empty
      title="Nobody has begun it"
      action={
        mayRespond(me) && (
          <Button loading={begin.isPending} onClick={() => begin.mutate()}>
            Begin the post-mortem
          </Button>
        )
      }
    >
      It begins with what the platform knows: what happened when, who was paged, how long it took. The rest is for the
      people who were there.
      <Refused error={begin.error} />
    </Empty>
  );
}

function Written({ saved }: { saved: Saved }) {
  const me = useMe();
  const now = useNow();
  const nameOf = useNameOf();
  const [isWriting, setWriting] = useState(false);
  /** An older version that is looked at; null for the last. */
  const [older, setOlder] = useState<number | null>(null);
  const versions = useVersions(saved.incident_id);
  const looked = useVersion(saved.incident_id, older);
  if (isWriting) return <Writing saved={saved} onDone={() => setWriting(false)} />;
  const shown = older === null ? saved : looked.data;
  return (
    <Section
      title="What happened, and why?"
      aside={
        <div className={classes.tools}>
          <Button
            component="a"
            variant="default"
            href={`/api/v1/incidents/${saved.incident_id}/postmortem.md`}
            download={`postmortem-${saved.incident_id}.md`}
          >
            Download it
          </Button>
          {mayRespond(me) && older === null && (
            <Button variant="default" onClick={() => setWriting(true)}>
              Write
            </Button>
          )}
        </div>
      }
    >
      <Select
        label="Version"
        className={classes.version}
        data={(versions.data ?? [saved]).map(({ version, author, created_at }) => ({
          value: `${version}`,
          label: `${version}, by ${nameOf(author)}, ${clock(created_at, now)}`,
        }))}
        value={`${older ?? saved.version}`}
        onChange={(version) => setOlder(Number(version) === saved.version ? null : Number(version))}
        allowDeselect={false}
      />
      {shown ? (
        <article className={classes.text}>
          <Markdown text={shown.content} />
        </article>
      ) : looked.isError ? (
        <Failed what="This version could not be loaded" error={looked.error} retry={() => void looked.refetch()} />
      ) : (
        <Lines count={8} height={24} />
      )}
    </Section>
  );
}

/** What was typed stays until it was saved, also where somebody else saved first. */
function Writing({ saved, onDone }: { saved: Saved; onDone: () => void }) {
  const nameOf = useNameOf();
  const [text, setText] = useState(saved.content);
  /** The version on which the text stands: what is saved meanwhile by others does not change it. */
  const [base, setBase] = useState(saved.version);
  const save = useSavePostmortem(saved.incident_id);
  const last = usePostmortem(saved.incident_id);
  const isBehind = saved.version > base;
  return (
    <Section title="What happened, and why?">
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!text.trim()) return;
          const andThen = { onSuccess: onDone, onError: () => void last.refetch() };
          save.mutate({ content: text, version: base }, andThen);
        }}
      >
        <Textarea
          aria-label="Post-mortem, in Markdown"
          autosize
          minRows={16}
          maxLength={200_000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={!text.trim() && "Write something, or cancel."}
        />
        <Refused error={save.error} />
        {isBehind && (
          <div className={classes.behind} aria-live="polite">
            <p>
              {nameOf(saved.author)} saved version {saved.version} while you wrote. Your text is still here. Take over what
              they changed, then save yours on top: theirs stays among the versions.
            </p>
            <details>
              <summary>What {nameOf(saved.author)} saved</summary>
              <pre className={classes.theirs}>{saved.content}</pre>
            </details>
            <Button
              variant="default"
              onClick={() => {
                setBase(saved.version);
                save.reset();
              }}
            >
              Save mine on top of it
            </Button>
          </div>
        )}
        <div className={classes.tools}>
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Section>
  );
}
