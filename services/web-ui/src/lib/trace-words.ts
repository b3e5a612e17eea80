/** The way of an incident in sentences: why it is one of its own, what each step did, and what became of each page. */
import type { Notification, Trace } from "@/data/model";
import { standingOf } from "./notification-words";
import { span } from "./time";

type Step = Trace["steps"][number];
type Page = Trace["pages"][number];
export type Answer = NonNullable<Trace["person"]>["answer"];

/** The short answer to "was I paged?"; the service says why. */
export const ANSWERS: Record<Answer, string> = {
  delivered: "was paged",
  under_way: "is being paged",
  not_delivered: "was paged, but nothing arrived",
  cancelled: "was not paged",
  suppressed: "was not paged",
  snoozed: "is not paged yet",
  not_on_call: "was not paged",
  oncall_did_not_answer: "is a question for later",
  schedule_changed: "was not paged",
  not_their_turn: "was not paged",
  taken_before: "was not paged",
  not_yet_due: "is not paged yet",
};

/** Why the alerts opened an incident of their own. */
export function openedWords({ opened, window_seconds }: Trace["correlation"]): string {
  switch (opened) {
    case "by_person":
      return "A person opened it.";
    case "first":
      return "It is the first incident of its service and severity.";
    case "previous_resolved":
      return "The incident before it, of the same service and severity, was resolved already.";
    case "previous_too_old":
    case "window_passed":
      return `The incident before it, of the same service and severity, had heard no alert for more than ${span(window_seconds)}.`;
  }
}

const STEP_REASONS: Record<string, string> = {
  opened: "the incident opened",
  not_acknowledged: "nobody had acknowledged",
  nobody_on_call: "nobody was on call at the step before",
  exhausted: "every step was tried",
  by_hand: "somebody escalated",
};

/** "Step 2, round 2: nobody had acknowledged." */
export function stepWords({ step, cycle, reason, known_since }: Step): string {
  const which = cycle > 1 ? `Step ${step}, round ${cycle}` : `Step ${step}`;
  const asked = known_since ? " On-call did not answer, so whoever it had last named was paged." : "";
  return `${which}: ${STEP_REASONS[reason] ?? reason.replaceAll("_", " ")}.${asked}`;
}

export interface Sent {
  channel: string;
  outcome: string;
  /** What the provider said last, where it said something. */
  said: string;
}

/** The messages of one page; null where notification-service did not say. */
export function sentOf({ notifications }: Page): Sent[] | null {
  if (!notifications) return null;
  return notifications.map((notification) => {
    // A trace passes notifications on as notification-service lists them.
    const { channel, status, attempts } = notification as unknown as Notification;
    const last = attempts.at(-1);
    const tries = attempts.length > 1 ? ` after ${attempts.length} tries` : "";
    return { channel, outcome: standingOf({ channel, status }).words + tries, said: last?.error ?? last?.answer ?? "" };
  });
}

/** What became of a page that has no messages yet. */
export function pageState({ cancelled_at, handed_over_at, last_error }: Page): string {
  if (cancelled_at) return "cancelled before it left, since somebody had taken the incident";
  if (!handed_over_at) return last_error ? `waits to be handed over: ${last_error}` : "on its way";
  return "handed over";
}
