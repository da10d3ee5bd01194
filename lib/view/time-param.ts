const DAY_MS = 86_400_000;

/**
 * A time in an address, as epoch milliseconds: `2024-07-19T15:24:36Z`, or `2024-07-19`, which is that day to its end,
 * UTC. Null for anything else: the rest of the address is still right.
 */
export function parseTimeParam(text: string | null): number | null {
  if (text === null) return null;
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    const day = Date.parse(text);
    return Number.isNaN(day) ? null : day + DAY_MS - 1;
  }
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?Z$/.test(text)) return null;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : time;
}

/** The reverse, to the second when that is exact. */
export function formatTimeParam(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}
