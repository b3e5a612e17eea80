/** What the list of incidents is narrowed to: kept in the address, so that it can be sent to a colleague. */
import { SEVERITIES, type Severity, type Status } from "@/data/model";

export const TABS = ["open", "acknowledged", "mine", "resolved"] as const;
export type Tab = (typeof TABS)[number];
export const TAB_WORDS: Record<Tab, string> = {
  open: "Open",
  acknowledged: "Acknowledged",
  mine: "Mine",
  resolved: "Resolved",
};

export interface Filters {
  tab: Tab;
  service: string | null;
  team: string | null;
  severity: Severity | null;
  q: string;
}

/** What an address says; what it says wrongly counts as not said. */
export function filtersFrom(params: URLSearchParams): Filters {
  const tab = params.get("tab");
  const severity = params.get("severity");
  return {
    tab: TABS.find((known) => known === tab) ?? "open",
    service: params.get("service") || null,
    team: params.get("team") || null,
    severity: SEVERITIES.find((known) => known === severity) ?? null,
    q: params.get("q")?.trim() ?? "",
  };
}

/** The address of these filters; what is not narrowed is left out. */
export function paramsOf(filters: Filters): URLSearchParams {
  const params = new URLSearchParams();
  if (filters.tab !== "open") params.set("tab", filters.tab);
  for (const name of ["service", "team", "severity"] as const) {
    const value = filters[name];
    if (value) params.set(name, value);
  }
  if (filters.q) params.set("q", filters.q);
  return params;
}

export const isNarrowed = (filters: Filters): boolean =>
  Boolean(filters.service || filters.team || filters.severity || filters.q);

const STATUSES_OF: Record<Tab, Status[]> = {
  open: ["open"],
  acknowledged: ["acknowledged", "in_progress"],
  mine: ["open", "acknowledged", "in_progress"],
  resolved: ["resolved"],
};

/** The question to incident management, for the person with this id. */
export function queryOf(filters: Filters, me: string) {
  return {
    status: STATUSES_OF[filters.tab],
    ...(filters.severity && { severity: [filters.severity] }),
    ...(filters.service && { service: filters.service }),
    ...(filters.team && { team: filters.team }),
    ...(filters.q && { q: filters.q }),
    ...(filters.tab === "mine" && { assigned_to: me }),
  };
}
