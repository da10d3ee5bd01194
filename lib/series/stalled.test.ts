import { expect, it } from 'vitest';
import type { SeriesState } from '@/lib/series/series.ts';
import { STALLED_AFTER_MS, stalledSince, stateAt } from '@/lib/series/stalled.ts';

const MOVED = 1_000_000;
const LIMIT = MOVED + STALLED_AFTER_MS;

function check(state: SeriesState, now: number, expected: string, since: number | null): void {
  expect(stateAt(state, MOVED, now)).toBe(expected);
  expect(stalledSince(state, MOVED, now)).toBe(since);
}

it('stalls what is open after thirty silent days', () => {
  check('under-review', LIMIT, 'under-review', null);
  check('under-review', LIMIT + 1, 'stalled', LIMIT);
  check('waiting-on-author', LIMIT + 1, 'stalled', LIMIT);
  check('reviewed', LIMIT + 1, 'stalled', LIMIT);
});
it('leaves what is settled alone', () => {
  for (const state of ['accepted', 'superseded', 'rejected', 'withdrawn'] as const) {
    check(state, LIMIT * 10, state, null);
  }
});
it('is not stalled before it moved', () => check('new', 0, 'new', null));
