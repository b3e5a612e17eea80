import { Modal, Select } from "@mantine/core";
import { useState } from "react";
import { Link } from "react-router";
import { useNow } from "@/components/now";
import { Lines } from "@/components/skeletons";
import { Failed } from "@/components/states";
import { Time } from "@/components/time";
import { useTrace } from "@/data/incident-work";
import type { IncidentDetail, Step, Trace } from "@/data/model";
import { useUsers } from "@/data/people";
import { useMe } from "@/data/session";
import { policySentences } from "@/lib/policy-words";
import { exact, relative } from "@/lib/time";
import { ANSWERS, openedWords, pageState, sentOf, stepWords } from "@/lib/trace-words";
import classes from "./why.module.css";

/** Why somebody was paged, or was not, and the whole way that the pages took. */
export function Why({ incident, onClose }: { incident: IncidentDetail; onClose: () => void }) {
  const me = useMe();
  const users = useUsers().data ?? [];
  const [user, setUser] = useState(me.id);
  const trace = useTrace(incident.id, user);
  const people = users.map(({ id, name }) => ({ value: id, label: id === me.id ? `${name} (you)` : name }));
  return (
    <Modal opened onClose={onClose} title="Why was somebody paged, or not?" size="xl">
      <div className={classes.why}>
        <Select
          label="Who"
          data={people.length > 0 ? people : [{ value: me.id, label: me.name }]}
          value={user}
          onChange={(id) => id && setUser(id)}
          searchable
          allowDeselect={false}
          openOnFocus={false}
        />
        {trace.data ? (
          <Told trace={trace.data} isMe={user === me.id} />
        ) : trace.isError ? (
          <Failed what="The way of this incident could not be loaded" error={trace.error} retry={() => void trace.refetch()} />
        ) : (
          <Lines count={6} height={40} />
        )}
      </div>
    </Modal>
  );
}

function Told({ trace, isMe }: { trace: Trace; isMe: boolean }) {
  const { person, correlation, steps, pages, policy, escalation } = trace;
  const now = useNow();
  const outside = pages.filter(({ step }) => step === null);
  return (
    <>
      {person && (
        <section className={classes.answer} data-paged={person.page_ids.length > 0 || undefined} aria-live="polite">
          <h3>{isMe ? inFirstPerson(person.answer) : `${person.user.name} ${ANSWERS[person.answer]}.`}</h3>
          <p>{person.because}</p>
        </section>
      )}
      <section>
        <h3>Why it is an incident of its own</h3>
        <p>{openedWords(correlation)}</p>
        {correlation.previous && (
          <p>
            <Link to={`/incidents/${correlation.previous.id}`} className="link">
              {correlation.previous.title}
            </Link>{" "}
            <span className="muted">
              began <Time at={correlation.previous.created_at} />
            </span>
          </p>
        )}
      </section>
      <section>
        <h3>The policy when it opened: {policy.policy_name}</h3>
        <ul className={classes.sentences}>
          {policySentences(policy.steps as unknown as Step[], policy.repeat).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </section>
      <section>
        <h3>What was done</h3>
        {steps.length === 0 && outside.length === 0 && <p className="muted">No step was done so far.</p>}
        <ol className={classes.steps}>
          {steps.map((step) => (
            <li key={`${step.at} ${step.step} ${step.cycle}`}>
              <p>
                {stepWords(step)} <span className="muted">{exact(step.at)}</span>
              </p>
              <Pages pages={pages.filter(({ id }) => step.page_ids.includes(id))} />
            </li>
          ))}
          {outside.length > 0 && (
            <li>
              <p>Outside the policy, because somebody asked:</p>
              <Pages pages={outside} />
            </li>
          )}
        </ol>
        {escalation.state === "active" && escalation.next_at && (
          <p>
            Step {escalation.step} is due {relative(escalation.next_at, now)}.
          </p>
        )}
        {!trace.notifications_known && (
          <p className={classes.unknown}>The notification service does not answer now, so what became of each page is not known.</p>
        )}
      </section>
    </>
  );
}

const inFirstPerson = (answer: keyof typeof ANSWERS): string =>
  `You ${ANSWERS[answer].replace(/^was /, "were ").replace(/^is /, "are ")}.`;

function Pages({ pages }: { pages: Trace["pages"] }) {
  if (pages.length === 0) return <p className="muted">Nobody was paged.</p>;
  return (
    <ul className={classes.pages}>
      {pages.map((page) => {
        const sent = sentOf(page);
        return (
          <li key={page.id}>
            <p>
              <strong>{page.user?.name ?? `${page.channel?.channel} ${page.channel?.recipient}`}</strong>
              {page.via && <span className="muted"> {page.via}</span>}
            </p>
            {sent?.map(({ channel, outcome, said }) => (
              <p key={channel} className={classes.sent}>
                {channel}: {outcome.toLowerCase()}
                {said && <span className={classes.said}>{said}</span>}
              </p>
            ))}
            {(!sent || sent.length === 0) && <p className={classes.sent}>{pageState(page)}</p>}
          </li>
        );
      })}
    </ul>
  );
}
