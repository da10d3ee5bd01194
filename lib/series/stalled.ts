import type { SeriesState } from '@/lib/series/series.ts';

/**
 * Silence after which a series counts as stalled, 30 days: measured on four lists, three of four promised versions
 * come within 14 days, and nearly all that ever come within 60.
 */
export const STALLED_AFTER_MS = 30 * 24 * 60 * 60 * 1000;

/** Nothing more is expected in these, so silence says nothing. */
export const SETTLED_STATES: readonly SeriesState[] = ['accepted', 'superseded', 'rejected', 'withdrawn'];
const SETTLED: ReadonlySet<string> = new Set<string>(SETTLED_STATES);

/** Whether the state of a series, of a design that of its newest one, asks nothing of anybody any more. */
export function isSettled(state: string): boolean {
  return SETTLED.has(state);
}

/**
 * The state at `now` (epoch milliseconds), for a series that last moved at `movedAt`. Computed when somebody looks and
 * never stored: the same archive has another answer tomorrow.
 */
export function stateAt(state: SeriesState, movedAt: number, now: number): SeriesState | 'stalled' {
  const isSilent = now - movedAt > STALLED_AFTER_MS;
  return isSilent && !isSettled(state) ? 'stalled' : state;
}

/** Since when it is stalled at `now`, epoch milliseconds; null when it is not. */
export function stalledSince(state: SeriesState, movedAt: number, now: number): number | null {
  return stateAt(state, movedAt, now) === 'stalled' ? movedAt + STALLED_AFTER_MS : null;
}
