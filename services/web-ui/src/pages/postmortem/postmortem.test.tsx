import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { ana, dana, incident } from "@/testing/fixtures";
import { problem, startPlatform } from "@/testing/platform";
import { open, violations } from "@/testing/render";

const one = incident();
const path = `/api/v1/incidents/${one.id}`;
const saved = (version: number, content: string, author = dana.email) => ({
  incident_id: one.id,
  version,
  author,
  created_at: one.created_at,
  content,
});

function start() {
  const platform = startPlatform([one]);
  platform.on(`GET ${path}/action-items`, () => ({ items: [] }));
  platform.on(`GET ${path}/postmortem/versions`, () => ({ items: [saved(2, ""), saved(1, "")] }));
  return platform;
}

test("a post-mortem is begun with what the platform knows", async () => {
  const { on, sent } = start();
  on(`GET ${path}/postmortem/versions`, () => ({ items: [] }));
  on(`POST ${path}/postmortem`, () => {
    on(`GET ${path}/postmortem/versions`, () => ({ items: [saved(1, "")] }));
    on(`GET ${path}/postmortem`, () => saved(1, "## Summary of it"));
    return Response.json(saved(1, "## Summary of it"), { status: 201 });
  });
  const user = open(`/incidents/${one.id}/postmortem`);
  await user.click(await screen.findByRole("button", { name: "Begin the post-mortem" }));
  await screen.findByText("Summary of it");
  expect(sent.map(({ call }) => call)).toEqual([`POST ${path}/postmortem`]);
  expect(await violations()).toEqual([]);
});

test("of two who write at once the later keeps their text, reads the other's, and saves on top of it", async () => {
  const { on, sent } = start();
  on(`GET ${path}/postmortem`, () => saved(1, "Begun"));
  const user = open(`/incidents/${one.id}/postmortem`);
  await user.click(await screen.findByRole("button", { name: "Write" }));
  on(`GET ${path}/postmortem`, () => saved(2, "Ana's text", ana.email));
  on(`PUT ${path}/postmortem`, () => problem(409, { detail: "Somebody saved version 2 meanwhile." }));
  await user.type(screen.getByLabelText("Post-mortem, in Markdown"), ", and gone on");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByText("Somebody saved version 2 meanwhile.");
  await screen.findByText(/^Ana Lopez saved version 2 while you wrote/);
  expect(screen.getByLabelText("Post-mortem, in Markdown")).toHaveProperty("value", "Begun, and gone on");
  expect(await violations()).toEqual([]);
  on(`PUT ${path}/postmortem`, () => saved(3, "Begun, and gone on"));
  await user.click(screen.getByRole("button", { name: "Save mine on top of it" }));
  await user.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByRole("button", { name: "Write" });
  expect(sent.map(({ body }) => body)).toEqual([
    { content: "Begun, and gone on", version: 1 },
    { content: "Begun, and gone on", version: 2 },
  ]);
});

test("an older version is looked at, and not written on", async () => {
  const { on } = start();
  on(`GET ${path}/postmortem`, () => saved(2, "How it is now"));
  on(`GET ${path}/postmortem/versions/1`, () => saved(1, "How it began"));
  const user = open(`/incidents/${one.id}/postmortem`);
  await screen.findByText("How it is now");
  await user.click(screen.getByLabelText("Version", { selector: "input" }));
  await user.click(await screen.findByRole("option", { name: /^1, by / }));
  await screen.findByText("How it began");
  expect(screen.queryByRole("button", { name: "Write" })).toBeNull();
});

test("an action item is added for somebody, and done", async () => {
  const { on, sent } = start();
  const item = {
    id: "i",
    incident_id: one.id,
    title: "Watch the disk",
    owner: ana,
    due_on: null,
    created_by: dana.email,
    created_at: one.created_at,
    done_by: null,
    done_at: null,
  };
  on(`POST ${path}/action-items`, () => {
    on(`GET ${path}/action-items`, () => ({ items: [item] }));
    return Response.json(item, { status: 201 });
  });
  on("PATCH /api/v1/action-items/i", () => item);
  const user = open(`/incidents/${one.id}/postmortem`);
  await user.click(await screen.findByRole("button", { name: "Add it" }));
  await screen.findByText("Say what is to be done.");
  await user.type(screen.getByLabelText("To be done"), "Watch the disk");
  await user.type(screen.getByLabelText("By", { selector: "input" }), "Ana");
  await user.click(await screen.findByRole("option", { name: "Ana Lopez" }));
  await user.click(screen.getByRole("button", { name: "Add it" }));
  await user.click(await screen.findByRole("button", { name: "Done: Watch the disk" }));
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent.map(({ body }) => body)).toEqual([
    { title: "Watch the disk", owner: ana.id, due_on: null },
    { done: true },
  ]);
  expect(await violations()).toEqual([]);
});
