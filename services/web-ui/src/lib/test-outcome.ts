/** What became of a test page, for the person who asked for it. */
import type { Notification } from "@/data/model";
import { secondsAfter } from "./test-trail";
import { LOG } from "./timeline";

type Page = Pick<Notification, "id" | "kind" | "channel" | "recipient" | "status" | "sent_at">;

export type Outcome<P extends Page> =
  | { kind: "waiting" }
  /** It reached somebody, `seconds` after the incident opened. */
  | { kind: "reached"; page: P; seconds: string }
  /** It was only written to the log of the platform. */
  | { kind: "logged" }
  /** It did not come through at this try; another may follow. */
  | { kind: "failed"; page: P };

/** Of all pages of one incident: the first that reached somebody counts, then what failed, then the log. */
export function outcomeOf<P extends Page>(openedAt: string, sent: readonly P[]): Outcome<P> {
  const pages = sent.filter(({ kind }) => kind === "page");
  const reached = pages
    .filter(({ channel }) => channel !== LOG)
    .flatMap((page) => {
      const seconds = secondsAfter(openedAt, page);
      return seconds === null ? [] : [{ kind: "reached" as const, page, seconds }];
    })
    .toSorted((a, b) => Number(a.seconds) - Number(b.seconds));
  if (reached[0]) return reached[0];
  const failed = pages.find(({ status }) => status === "failed" || status === "dead");
  if (failed) return { kind: "failed", page: failed };
  const isLogged = pages.some((page) => page.channel === LOG && secondsAfter(openedAt, page) !== null);
  return isLogged ? { kind: "logged" } : { kind: "waiting" };
}
