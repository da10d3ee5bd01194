import { readTime } from '@/lib/base/read-time.ts';

/**
 * A time in an address up to which or as of which something is shown, as epoch milliseconds: a day is meant to its end
 * (`readTime`). Null for anything else: the rest of the address is still right.
 */
export function parseTimeParam(text: string | null): number | null {
  return text === null ? null : readTime(text, 'end');
}

/** The reverse, to the second when that is exact. */
export function formatTimeParam(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}
