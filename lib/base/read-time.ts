const DAY_MS = 86_400_000;
const TIME = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?)?$/i;

/** Which end of a day is meant: that of a time from which (`--since`), or of one up to which and as of which. */
export type DayEdge = 'start' | 'end';

/**
 * Epoch milliseconds of a time as people write one, ISO 8601, on the terminal as in addresses and mail: UTC where it
 * names no zone, so that the same words are the same time on every machine. A day alone is its first millisecond, or
 * its last: "as of 19 July" includes the 19th. Null for what is no time, such as 30 February.
 */
export function readTime(text: string, edge: DayEdge): number | null {
  const match = TIME.exec(text);
  if (match === null) return null;
  const [, day = '', clock, zone = 'Z'] = match;
  const start = Date.parse(`${day}T00:00Z`);
  // Date.parse takes a day that the month has not for one of the next.
  if (Number.isNaN(start) || new Date(start).toISOString().slice(0, day.length) !== day) return null;
  if (clock === undefined) return edge === 'start' ? start : start + DAY_MS - 1;
  const time = Date.parse(`${day}T${clock}${zone.toUpperCase()}`);
  return Number.isNaN(time) ? null : time;
}
