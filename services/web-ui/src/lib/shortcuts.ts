/** Keys that mean something on their own, and two-key sequences such as "g i". */

export const SEQUENCE_MS = 1200;

export interface Pressed {
  prefix: string | null;
  at: number;
}

export const nothingPressed: Pressed = { prefix: null, at: 0 };

/**
 * What a key means after what was pressed before.
 *
 * bindings: "j" or "g i" to anything. Returns the one that is complete, if any, and what to remember for the next key. A
 * first key counts for `SEQUENCE_MS`, and a second key that continues nothing is read as a first one.
 */
export function press<Command>(
  before: Pressed,
  key: string,
  now: number,
  bindings: ReadonlyMap<string, Command>,
): { command: Command | undefined; next: Pressed } {
  if (before.prefix !== null && now - before.at <= SEQUENCE_MS) {
    const command = bindings.get(`${before.prefix} ${key}`);
    if (command !== undefined) return { command, next: nothingPressed };
  }
  const begins = [...bindings.keys()].some((binding) => binding.startsWith(`${key} `));
  return { command: bindings.get(key), next: begins ? { prefix: key, at: now } : nothingPressed };
}
