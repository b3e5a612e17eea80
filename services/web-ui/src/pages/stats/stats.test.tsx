import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { incident } from "@/testing/fixtures";
import { startPlatform, summaryOf } from "@/testing/platform";
import { open, violations } from "@/testing/render";

test("the figures are said in words, compared with the period before", async () => {
  const incidents = [incident({ status: "resolved" }), incident({ id: "2", severity: "low" })];
  const { on } = startPlatform(incidents);
  on("GET /api/v1/incidents", () => ({ items: incidents, next_cursor: null }));
  on("GET /api/v1/incidents/stats/summary", ({ url }) => {
    const mean = url.searchParams.has("until") ? 200 : 100;
    return { ...summaryOf(incidents), mtta_seconds: { mean, p50: 90, p90: 180 } };
  });
  open("/stats?range=30d");
  await screen.findByText("2 incidents in the last 30 days, one not resolved yet.");
  await screen.findByText("1 min 40 s");
  await screen.findByText("50 % shorter than in the 30 days before");
  await screen.findByText("Nothing was resolved yet.");
  await screen.findByRole("link", { name: "checkout-api" });
  expect(await violations()).toEqual([]);
});

test("a range without incidents says what would be here", async () => {
  startPlatform([]);
  open("/stats");
  await screen.findByText("No incident in the last 7 days");
  expect(await violations()).toEqual([]);
});
