/** When a service pages for what is not urgent, in words. */
import type { Service } from "@/data/model";

const DAYS: Record<string, string> = {
  monday: "Mon",
  tuesday: "Tue",
  wednesday: "Wed",
  thursday: "Thu",
  friday: "Fri",
  saturday: "Sat",
  sunday: "Sun",
};
type Windows = NonNullable<Service["support_hours"]>["windows"];

/** Whether they are the same hours of each weekday, which a form can offer. */
export const areOfficeHours = (windows: Windows): boolean =>
  windows.length === 5 &&
  windows.every(
    ({ start_day, end_day, start_time, end_time }) =>
      start_day !== null &&
      !/^s(atur|un)day$/i.test(start_day) &&
      (end_day ?? start_day) === start_day &&
      start_time === windows[0]?.start_time &&
      end_time === windows[0].end_time,
  ) &&
  new Set(windows.map(({ start_day }) => start_day)).size === 5;

export const windowWords = ({ start_day, start_time, end_day, end_time }: Windows[number]): string => {
  const [from, to] = [start_time.slice(0, 5), end_time.slice(0, 5)];
  return start_day === null ? `${from} to ${to}` : `${day(start_day)} ${from} to ${day(end_day ?? start_day)} ${to}`;
};

const day = (name: string): string => DAYS[name.toLowerCase()] ?? name;

/** Whether anything waits for the hours of support, and for which. */
export function supportWords({ low_urgency, support_hours }: Pick<Service, "low_urgency" | "support_hours">): string {
  if (low_urgency.length === 0 || support_hours === null) return "Everything pages at any time.";
  const [first] = support_hours.windows;
  const hours =
    first && areOfficeHours(support_hours.windows)
      ? `weekdays ${first.start_time.slice(0, 5)} to ${first.end_time.slice(0, 5)}`
      : support_hours.windows.map(windowWords).join(", ");
  return `What is ${low_urgency.join(" or ")} waits for the hours of support: ${hours} (${support_hours.timezone}).`;
}
