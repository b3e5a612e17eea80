/** Swaps of shifts, in words. */
import type { Swap } from "@/data/model";
import { clock } from "./time";

export interface Hours {
  start: string;
  end: string;
}

export const hoursWords = ({ start, end }: Hours, now: number): string => `${clock(start, now)} to ${clock(end, now)}`;

/** "You ask Ben to take Mon 09:00 to Tue 09:00", with what is given in return. */
export function swapWords(swap: Swap, me: string, now: number): string {
  const giver = swap.asked_by.id === me ? "You ask" : `${swap.asked_by.name} asks`;
  const taker = swap.asked_of.id === me ? "you" : swap.asked_of.name;
  const role = swap.role === "secondary" ? ", as secondary" : "";
  const asked = `${giver} ${taker} to take ${hoursWords(swap, now)}${role}`;
  return swap.in_return ? `${asked}, in return for ${hoursWords(swap.in_return, now)}` : asked;
}

const OUTCOMES: Record<Exclude<Swap["status"], "open">, string> = {
  accepted: "Agreed",
  declined: "Declined",
  withdrawn: "Taken back",
};

/** What became of it; null while nobody answered. */
export const outcomeWords = ({ status }: Pick<Swap, "status">): string | null => (status === "open" ? null : OUTCOMES[status]);

/** What a reader can still say to it: one's own is taken back, what one is asked is answered, an administrator does both. */
export function answersTo(swap: Swap, me: string, isAdmin: boolean): ("accept" | "decline" | "withdraw")[] {
  if (swap.status !== "open") return [];
  if (swap.asked_of.id === me) return ["accept", "decline"];
  if (swap.asked_by.id === me) return ["withdraw"];
  return isAdmin ? ["accept", "decline", "withdraw"] : [];
}

/** Open ones first, then those that were answered within `days`; each group newest first. */
export function shownSwaps(swaps: Swap[], now: number, days: number): Swap[] {
  const oldest = now - days * 86_400_000;
  const open = swaps.filter(({ status }) => status === "open");
  const answered = swaps.filter(({ answered_at }) => answered_at !== null && Date.parse(answered_at) > oldest);
  return [...open, ...answered];
}
