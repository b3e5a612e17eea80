/** A target of an escalation step as one value of a menu, and back. */
import type { NewPolicy, Target } from "@/data/model";

type NewTarget = NewPolicy["steps"][number]["targets"][number];

/** "schedule:payments", "secondary:payments", "user:ID", "team:payments", "channel:slack:#ops", "fallback:". */
export function choiceOf(target: Target): string {
  switch (target.type) {
    case "schedule":
      return `${target.role === "secondary" ? "secondary" : "schedule"}:${target.team}`;
    case "user":
      return `user:${target.id}`;
    case "team":
      return `team:${target.name}`;
    case "channel":
      return `channel:${target.channel}:${target.recipient}`;
    default:
      return "fallback:";
  }
}

export function targetOf(choice: string): NewTarget {
  const [kind = "", ...rest] = choice.split(":");
  const value = rest.join(":");
  switch (kind) {
    case "schedule":
      return { type: "schedule", team: value, role: "primary" };
    case "secondary":
      return { type: "schedule", team: value, role: "secondary" };
    case "user":
      return { type: "user", id: value };
    case "team":
      return { type: "team", name: value };
    case "channel":
      return { type: "channel", channel: rest[0] ?? "", recipient: rest.slice(1).join(":") };
    default:
      return { type: "fallback" };
  }
}
