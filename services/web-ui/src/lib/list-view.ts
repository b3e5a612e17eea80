/** Which rows the list of incidents shows, so that nothing moves under the reader's finger. */

interface Row {
  id: string;
}

export interface View<R extends Row> {
  rows: R[];
  /** How many new ones wait above the list, because the reader has scrolled. */
  waiting: number;
}

/**
 * The rows to show, given what the service answered and what was shown before.
 *
 * While the reader is down in the list (`isReading`), new rows above the first one they know wait; else they come in.
 * Rows in `lingering` (id to how the row looks now) stay where they were although the answer no longer holds them: what
 * somebody has just acted on does not vanish before they have seen what became of it.
 */
export function arrange<R extends Row>(
  answered: R[],
  shownBefore: readonly string[],
  isReading: boolean,
  lingering: ReadonlyMap<string, R>,
): View<R> {
  const known = new Set(shownBefore);
  const firstKnown = answered.findIndex((row) => known.has(row.id));
  const fresh = isReading && firstKnown > 0 ? firstKnown : 0;
  const rows = answered.slice(fresh);
  const present = new Set(rows.map((row) => row.id));
  for (const [id, row] of lingering) {
    if (present.has(id)) continue;
    const before = shownBefore.indexOf(id);
    if (before < 0) continue;
    const follower = shownBefore.slice(before + 1).find((next) => present.has(next));
    const place = follower === undefined ? rows.length : rows.findIndex((shown) => shown.id === follower);
    rows.splice(place, 0, row);
    present.add(id);
  }
  return { rows, waiting: fresh };
}
