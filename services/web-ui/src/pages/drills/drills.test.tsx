import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { ana, incident } from "@/testing/fixtures";
import { listOf, startPlatform } from "@/testing/platform";
import { open, violations } from "@/testing/render";

test("a drill begins only after the page has said that people are paged, and shows who answered", async () => {
  const { on, sent } = startPlatform();
  const drill = incident({ origin: "drill", title: "Drill: checkout-api" });
  on("GET /api/v1/drills", () => listOf([]));
  const whatItShowed = {
    incident: drill,
    reached: [
      { user: ana, recipient: ana.email, paged_at: drill.created_at, step: 1, after_seconds: 0.3, answered_after_seconds: 42 },
    ],
    acknowledged_by: ana.email,
    acknowledged_after_seconds: 42.3,
    exhausted: false,
  };
  on(`GET /api/v1/drills/${drill.id}`, () => whatItShowed);
  on("POST /api/v1/drills", () => {
    on("GET /api/v1/drills", () => listOf([drill]));
    return Response.json(whatItShowed, { status: 201 });
  });
  const user = open("/drills");
  await user.click(await screen.findByRole("button", { name: "Begin the first drill" }));
  await screen.findByText(/^Whoever is on call for it is paged at once/);
  await user.click(screen.getByRole("button", { name: "Page them now" }));
  await screen.findByText("Name a service.");
  expect(sent).toEqual([]);
  await user.type(screen.getByLabelText("As if it were about", { selector: "input" }), "checkout-api");
  expect(await violations()).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Page them now" }));
  await screen.findByText(/Ana Lopez acknowledged after 42 s\./);
  await screen.findByText(/paged at once \(step 1\), answered 42 s later/);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(sent[0]?.body).toEqual({ service: "checkout-api", severity: "critical", note: null });
  expect(await violations()).toEqual([]);
});
