/** A list of incidents kept true by what happens, without asking for it again. */
import type { Incident, IncidentPage } from "@/data/model";

/** What a list was asked for; the words of the question to incident management. */
export interface Wanted {
  status?: readonly string[];
  severity?: readonly string[];
  service?: string;
  team?: string;
  assigned_to?: string;
  q?: string;
}

/** Whether an incident belongs into a list; null where only the service can say, since it searches text in its own way. */
export function fits(wanted: Wanted, incident: Incident): boolean | null {
  const isOut =
    (wanted.status && !wanted.status.includes(incident.status)) ||
    (wanted.severity && !wanted.severity.includes(incident.severity)) ||
    (wanted.service && wanted.service !== incident.service) ||
    (wanted.team && wanted.team !== incident.team) ||
    (wanted.assigned_to && wanted.assigned_to !== incident.assigned_to?.id);
  if (isOut) return false;
  return wanted.q ? null : true;
}

/** What is known of an incident after it was told of again; what is told late does not undo what is newer. */
export function newer<Known extends Incident>(known: Known, told: Incident): Known {
  if (told.version < known.version) return known;
  return { ...known, ...told, alert_count: Math.max(known.alert_count, told.alert_count) };
}

/**
 * The pages of a list, newest first, after an incident changed: changed in its place, taken out, or put in where it
 * belongs. One that belongs behind the last page that was opened comes with that page.
 */
export function withIncident(pages: IncidentPage[], incident: Incident, isIn: boolean | null): IncidentPage[] {
  const held = pages.findIndex((page) => page.items.some((item) => item.id === incident.id));
  if (held >= 0) {
    const change = (items: Incident[]) =>
      isIn === false
        ? items.filter((item) => item.id !== incident.id)
        : items.map((item) => (item.id === incident.id ? newer(item, incident) : item));
    return pages.map((page, place) => (place === held ? { ...page, items: change(page.items) } : page));
  }
  if (!isIn) return pages;
  const into = pages.findIndex(
    (page) => page.next_cursor === null || page.items.some((item) => item.created_at <= incident.created_at),
  );
  return pages.map((page, place) => {
    if (place !== into) return page;
    const before = page.items.findIndex((item) => item.created_at <= incident.created_at);
    return { ...page, items: page.items.toSpliced(before < 0 ? page.items.length : before, 0, incident) };
  });
}
