import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { ana, incident } from "@/testing/fixtures";
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
  on("GET /api/v1/analytics/people", () => ({ items: [{ user: ana, zone: "UTC", pages: 14, night_pages: 7 }] }));
  const week = Array.from({ length: 168 }, (_, n) => ({ weekday: 1 + Math.floor(n / 24), hour: n % 24, total: n === 3 ? 2 : 0 }));
  on("GET /api/v1/analytics/hours", () => ({ zone: "Europe/Berlin", items: week }));
  open("/stats?range=30d");
  await screen.findByText("2 incidents in the last 30 days, one not resolved yet.");
  await screen.findByText("1 min 40 s");
  await screen.findByText("50 % shorter than in the 30 days before");
  await screen.findByText("Nothing was resolved yet.");
  await screen.findByRole("link", { name: "checkout-api" });
  await screen.findByText("7 at night");
  expect(screen.getByTitle("Mon 3:00, 2")).toBeTruthy();
  const file = screen.getByRole("link", { name: "Incidents (CSV)" });
  expect(file.getAttribute("href")).toMatch(/^\/api\/v1\/analytics\/incidents\.csv\?since=2/);
  expect(await violations()).toEqual([]);
});

test("a range without incidents says what would be here", async () => {
  startPlatform([]);
  open("/stats");
  await screen.findByText("No incident in the last 7 days");
  expect(await violations()).toEqual([]);
});
