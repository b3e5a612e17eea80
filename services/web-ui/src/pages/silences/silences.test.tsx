import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { listOf, problem, startPlatform } from "@/testing/platform";
import { open, violations } from "@/testing/render";

const HOUR_MS = 3_600_000;
const silence = {
  id: "x",
  matchers: ['service="checkout-api"', 'region=~"eu-.*"'],
  reason: "The provider repairs a line",
  starts_at: new Date(Date.now() - HOUR_MS).toISOString(),
  ends_at: new Date(Date.now() + HOUR_MS).toISOString(),
  is_active: true,
  created_by: "dana@example.org",
  created_at: new Date(Date.now() - HOUR_MS).toISOString(),
};

function start(silences: object[] = [silence]) {
  const platform = startPlatform();
  platform.on("GET /api/v1/silences", () => listOf(silences));
  platform.on("GET /api/v1/maintenance-windows", () => listOf([]));
  return platform;
}

test("a silence says which alerts it holds, till when and why, and is ended after a question", async () => {
  const { on, sent } = start();
  on("DELETE /api/v1/silences/x", () => new Response(null, { status: 204 }));
  const user = open("/silences");
  await screen.findByText(/Where service is checkout-api and region matches eu-\.\*/);
  expect(await violations()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "End The provider repairs a line" }));
  await screen.findByText("What still fires where service is checkout-api and region matches eu-.* pages at once.");
  expect(sent).toEqual([]);
  await user.click(screen.getByRole("button", { name: "End it now" }));
  await waitFor(() => expect(sent[0]?.call).toBe("DELETE /api/v1/silences/x"));
});

test("a new silence is told in words, and a refusal keeps what was typed", async () => {
  const { on, sent } = start([]);
  on("POST /api/v1/silences", () => problem(422, { detail: "", title: "Not usable", errors: [{ field: "matchers", message: "is no pattern" }] }));
  const user = open("/silences");
  await screen.findByText("Nothing is silenced");
  await user.click(screen.getByRole("button", { name: "New silence" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.click(dialog.getByRole("button", { name: "Silence them" }));
  await dialog.findByText("Say which alerts: a name and a value.");
  await user.type(dialog.getByLabelText("Alerts of which: value, 1", { selector: "input" }), "search");
  await user.type(dialog.getByLabelText("Why"), "index is rebuilt");
  await dialog.findByText(/Nobody is paged where service is search, till/);
  expect(await violations()).toEqual([]);
  await user.click(dialog.getByRole("button", { name: "Silence them" }));
  await dialog.findByText("matchers: is no pattern");
  expect(sent[0]?.body).toMatchObject({ matchers: ['service="search"'], reason: "index is rebuilt" });
  on("POST /api/v1/silences", () => Response.json(silence, { status: 201 }));
  await user.click(dialog.getByRole("button", { name: "Silence them" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});
