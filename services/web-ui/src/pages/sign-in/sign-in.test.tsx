import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { dana } from "@/testing/fixtures";
import { problem, startPlatform } from "@/testing/platform";
import { open, violations } from "@/testing/render";

const forgetCookie = () => {
  document.cookie = "csrf_token=; path=/; max-age=0";
};
const address = () => screen.getByTestId("address").getAttribute("value");

async function signIn(user: ReturnType<typeof open>, password = "right") {
  await user.type(await screen.findByLabelText("E-mail"), "dana@example.org");
  await user.type(screen.getByLabelText("Password"), password);
  await user.click(screen.getByRole("button", { name: "Sign in" }));
}

test("a stranger is asked to sign in, and comes back to where they wanted to go", async () => {
  const { on, sent } = startPlatform();
  forgetCookie();
  on("POST /api/v1/auth/login", () => {
    document.cookie = "csrf_token=token-2; path=/";
    return { token: "t", expires_at: "2026-11-24T00:00:00Z", user: dana };
  });
  const user = open("/incidents?tab=resolved");
  await signIn(user);
  await screen.findByRole("heading", { name: "Incidents" });
  expect(address()).toBe("/incidents?tab=resolved");
  expect(sent[0]?.body).toEqual({ email: "dana@example.org", password: "right" });
});

test("a wrong password is told without saying which of the two was wrong", async () => {
  const { on } = startPlatform();
  forgetCookie();
  on("POST /api/v1/auth/login", () => problem(401));
  const user = open("/");
  await signIn(user, "wrong");
  expect((await screen.findByRole("alert")).textContent).toBe("This e-mail and password do not belong together.");
  expect(await violations()).toEqual([]);
});

test("after too many tries the form says how long to wait, and does not ask in the meantime", async () => {
  const { on } = startPlatform();
  forgetCookie();
  on("POST /api/v1/auth/login", () => problem(429, {}, { "Retry-After": "40" }));
  const user = open("/");
  await signIn(user);
  const button = await screen.findByRole("button", { name: /Try again in (39|40) s/ });
  expect(button).toHaveProperty("disabled", true);
});

test("a session that ends under an open page leads to the sign-in", async () => {
  const { on } = startPlatform();
  on("GET /api/v1/incidents", () => problem(401));
  open("/incidents");
  await screen.findByRole("heading", { name: "Sign in" });
  expect(address()).toBe(`/sign-in?${new URLSearchParams({ next: "/incidents" })}`);
});

test("signing out ends the session and leaves the page", async () => {
  const { on, sent } = startPlatform();
  on("POST /api/v1/auth/logout", () => new Response(null, { status: 204 }));
  const user = open("/incidents");
  await user.click(await screen.findByRole("button", { name: "Dana Whitfield" }));
  await user.click(await screen.findByRole("menuitem", { name: "Sign out" }));
  await screen.findByRole("heading", { name: "Sign in" });
  expect(sent).toEqual([{ call: "POST /api/v1/auth/logout", body: undefined, csrf: "token-1" }]);
});

test("a sign-out that fails says that one is still signed in", async () => {
  const { on } = startPlatform();
  on("POST /api/v1/auth/logout", () => problem(503, { detail: "The database does not answer." }));
  const user = open("/incidents");
  await user.click(await screen.findByRole("button", { name: "Dana Whitfield" }));
  await user.click(await screen.findByRole("menuitem", { name: "Sign out" }));
  await screen.findByText("You are still signed in");
  await waitFor(() => expect(address()).toBe("/incidents"));
});

test("where there is a provider, one can sign in with it and comes back to where one was", async () => {
  const { on } = startPlatform();
  forgetCookie();
  on("GET /api/v1/auth/oidc/start", () => ({ is_offered: true, name: "Example Login" }));
  open("/sign-in?next=/on-call");
  const link = await screen.findByRole("link", { name: "Sign in with Example Login" });
  expect(link.getAttribute("href")).toBe("/api/v1/auth/oidc/start?next=%2Fon-call");
  expect(await violations()).toEqual([]);
});

test.each([
  ["no_access", /None of your groups/],
  ["unavailable", /does not answer/],
  ["something else", /does not prove who you are/],
])("a sign-in that the provider's word does not allow is explained: %s", async (refused, sentence) => {
  startPlatform();
  forgetCookie();
  open(`/sign-in?${new URLSearchParams({ refused })}`);
  expect((await screen.findByRole("alert")).textContent).toMatch(sentence);
  expect(screen.queryByRole("link", { name: /Sign in with/ })).toBeNull();
});
