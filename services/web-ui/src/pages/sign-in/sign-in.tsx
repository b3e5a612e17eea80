import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDocumentTitle } from "@mantine/hooks";
import { useState } from "react";
import { Navigate, useSearchParams } from "react-router";
import { useNow } from "@/components/now";
import { isProblem } from "@/data/http";
import { useSession, useSignIn, useSingleSignOn } from "@/data/session";
import { returnPath } from "@/lib/return-path";
import { span } from "@/lib/time";
import classes from "./sign-in.module.css";

export function SignIn() {
  useDocumentTitle("Sign in · Oncall");
  const [params] = useSearchParams();
  const session = useSession();
  const signIn = useSignIn();
  const single = useSingleSignOn();
  const now = useNow();
  const [blockedUntil, setBlockedUntil] = useState(0);
  const form = useForm({
    initialValues: { email: "", password: "" },
    validate: {
      email: (email) => (email.includes("@") ? null : "Enter the e-mail address of your account."),
      password: (password) => (password ? null : "Enter your password."),
    },
  });

  if (session.data) return <Navigate to={returnPath(params.get("next"))} replace />;

  const refused = params.get("refused");
  const refusal = refused && (REFUSALS[refused] ?? REFUSALS.failed);
  const wait = Math.ceil((blockedUntil - now) / 1000);
  const submit = form.onSubmit(({ email, password }) =>
    signIn.mutate(
      { email: email.trim(), password },
      {
        onError: (error) => {
          if (isProblem(error, 429)) setBlockedUntil(Date.now() + (error.retryAfter ?? 30) * 1000);
          form.setFieldValue("password", "");
        },
      },
    ),
  );
  return (
    <main className={classes.page}>
      <form className={classes.form} onSubmit={submit} noValidate>
        <img src="/favicon.svg" alt="" width={40} height={40} />
        <div>
          <h1>Sign in</h1>
          {params.has("next") && !signIn.isError && (
            <p className="muted">You come back to where you were.</p>
          )}
        </div>
        {(signIn.isError || refusal) && (
          <p className={classes.error} role="alert">
            {signIn.isError ? whyNot(signIn.error, wait) : refusal}
          </p>
        )}
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          data-autofocus
          autoFocus
          {...form.getInputProps("email")}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          visibilityToggleButtonProps={{ "aria-label": "Show the password" }}
          {...form.getInputProps("password")}
        />
        <Button type="submit" size="md" loading={signIn.isPending} disabled={wait > 0}>
          {wait > 0 ? `Try again in ${span(wait)}` : "Sign in"}
        </Button>
        {single.data?.is_offered && (
          <Button
            component="a"
            variant="default"
            size="md"
            href={`/api/v1/auth/oidc/start?${new URLSearchParams({ next: returnPath(params.get("next")) })}`}
          >
            Sign in with {single.data.name}
          </Button>
        )}
        <p className={classes.hint}>
          First time here? The first account was made when the platform was set up: <code>./run-local.sh</code> prints
          it, and Docker Compose takes it from <code>.env</code>.
        </p>
      </form>
    </main>
  );
}

/** Why the provider's word let nobody in. */
const REFUSALS: Record<string, string> = {
  denied: "You were not signed in: you or the provider said no.",
  failed: "What the provider answered does not prove who you are. Try again, from this page.",
  no_access: "None of your groups may use this platform. Ask an administrator of it.",
  disabled: "Your account here is disabled. Ask an administrator.",
  unavailable: "The provider does not answer. Try again, or sign in with a password.",
};

function whyNot(error: Error, wait: number): string {
  if (isProblem(error, 401) || isProblem(error, 422)) return "This e-mail and password do not belong together.";
  if (isProblem(error, 429)) {
    return wait > 0 ? "That were too many tries. Wait a little, then try again." : "You can try again now.";
  }
  return error.message;
}
