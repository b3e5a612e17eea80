import { expect, test } from "vitest";
import { areOfficeHours, supportWords } from "./support-words";

const office = ["monday", "tuesday", "wednesday", "thursday", "friday"].map((day) => ({
  start_day: day,
  start_time: "08:00:00",
  end_day: day,
  end_time: "18:00:00",
}));
const long = [{ start_day: "monday", start_time: "08:00", end_day: "friday", end_time: "18:00" }];

test("a service without hours of support pages at any time", () => {
  expect(supportWords({ low_urgency: ["low"], support_hours: null })).toBe("Everything pages at any time.");
});

test("hours of every weekday are said once, others one by one", () => {
  const words = (windows: typeof office) =>
    supportWords({ low_urgency: ["low", "info"], support_hours: { timezone: "Europe/Berlin", windows } });
  expect(words(office)).toBe(
    "What is low or info waits for the hours of support: weekdays 08:00 to 18:00 (Europe/Berlin).",
  );
  expect(words(long)).toBe(
    "What is low or info waits for the hours of support: Mon 08:00 to Fri 18:00 (Europe/Berlin).",
  );
});

test("hours that differ by day are no office hours, so that a form does not flatten them", () => {
  expect(areOfficeHours(office)).toBe(true);
  expect(areOfficeHours(long)).toBe(false);
  expect(areOfficeHours(office.with(4, { ...office[4]!, end_time: "16:00:00" }))).toBe(false);
});
