import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { Confirm, Refused } from "@/components/form-dialog";
import { PlusIcon } from "@/components/icons";
import { Row, Rows } from "@/components/rows";
import {
  canBePushedTo,
  useBePushedTo,
  useContactMethods,
  useRemoveMethod,
  useSendCode,
  useTestMethod,
  useVerify,
} from "@/data/contacts";
import { useChannels } from "@/data/notifications";
import { Failed } from "@/components/states";
import { Lines } from "@/components/skeletons";
import type { ContactMethod } from "@/data/model";
import { ContactForm } from "./contact-form";
import classes from "./profile.module.css";
import { SentTest } from "./sent-test";
import { TestPage } from "./test-page";

/** Where the reader is reached: an address counts once its code was entered. */
export function ContactMethods() {
  const methods = useContactMethods();
  const [isAdding, setAdding] = useState(false);
  if (methods.isError) {
    return (
      <Failed what="Your contact methods could not be loaded" error={methods.error} retry={() => void methods.refetch()} />
    );
  }
  if (!methods.data) return <Lines count={2} height={56} />;
  return (
    <div className={classes.part}>
      {methods.data.length === 0 ? (
        <TestPage />
      ) : (
        <Rows label="Contact methods">
          {methods.data.map((method) => (
            <Method key={method.id} method={method} />
          ))}
        </Rows>
      )}
      <Button variant="default" leftSection={<PlusIcon size={16} />} onClick={() => setAdding(true)}>
        Add a contact method
      </Button>
      <ThisBrowser />
      {isAdding && <ContactForm onClose={() => setAdding(false)} />}
    </div>
  );
}

/** A browser needs no code: what is sent to it only this reader sees. */
function ThisBrowser() {
  const channel = useChannels().data?.find((candidate) => candidate.channel === "webpush");
  const subscribe = useBePushedTo();
  if (!channel?.is_on || !canBePushedTo()) return null;
  return (
    <>
      <Button variant="default" loading={subscribe.isPending} onClick={() => subscribe.mutate(browserName())}>
        Push to this browser
      </Button>
      <Refused error={subscribe.error} />
    </>
  );
}

/** "Firefox on Linux", as far as the browser says. */
function browserName(): string {
  const said = navigator.userAgent;
  const browser = ["Edg", "Firefox", "Chrome", "Safari"].find((name) => said.includes(`${name}/`)) ?? "Browser";
  const system = ["Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux"].find((name) => said.includes(name));
  return `${browser === "Edg" ? "Edge" : browser}${system ? ` on ${system}` : ""}`;
}

function Method({ method }: { method: ContactMethod }) {
  const test = useTestMethod(method.id);
  const remove = useRemoveMethod(method.id);
  const [isRemoving, setRemoving] = useState(false);
  const name = method.label ?? method.address;
  return (
    <Row
      title={name}
      actions={
        <>
          {method.verified_at && (
            <Button
              variant="default"
              loading={test.isPending}
              onClick={() => test.mutate()}
              aria-label={`Send a test to ${name}`}
            >
              Send a test
            </Button>
          )}
          <Button variant="default" onClick={() => setRemoving(true)} aria-label={`Remove ${name}`}>
            Remove
          </Button>
        </>
      }
    >
      <p>
        {method.channel}
        {method.label && `, ${method.address}`}
      </p>
      {!method.verified_at && <EnterCode method={method} />}
      <Refused error={test.error} />
      {test.data && <SentTest id={test.data.id} />}
      {isRemoving && (
        <Confirm
          title={`Remove ${name}`}
          verb="Remove it"
          write={remove}
          onConfirm={() => remove.mutate(undefined, { onSuccess: () => setRemoving(false) })}
          onClose={() => setRemoving(false)}
        >
          <p>Nobody pages you there any more, and the steps that use it go with it.</p>
        </Confirm>
      )}
    </Row>
  );
}

/** Nobody is paged at an address before it was shown to be theirs. */
function EnterCode({ method }: { method: ContactMethod }) {
  const verify = useVerify(method.id);
  const another = useSendCode(method.id);
  const [code, setCode] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim()) verify.mutate(code.trim());
  };
  return (
    <form className={classes.code} onSubmit={submit}>
      <TextInput
        label={`The code that was sent to ${method.address}`}
        autoComplete="one-time-code"
        inputMode="numeric"
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Button type="submit" loading={verify.isPending}>
        Confirm
      </Button>
      <Button variant="subtle" loading={another.isPending} onClick={() => another.mutate()}>
        Send another code
      </Button>
      <Refused error={verify.error ?? another.error} />
    </form>
  );
}
