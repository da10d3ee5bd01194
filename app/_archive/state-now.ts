import type { SeriesState } from '@/lib/series/series.ts';
import { stateAt } from '@/lib/series/stalled.ts';
import type { SeriesLine } from '@/lib/store/page-rows.ts';

/** The state of a series as of now, which designs show too: one that waits for years is stalled on every page. */
export function stateNow({ state, movedAt }: Pick<SeriesLine, 'state' | 'movedAt'>): SeriesState | 'stalled' {
  return stateAt(state, movedAt, Date.now());
}
