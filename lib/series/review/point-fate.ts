import type { ReviewPoint } from '@/lib/series/review/series-review.ts';

/**
 * What a later version made of a point of review: `answered` when the lines changed or went, or its changelog speaks of
 * it, `skipped` when the lines are as they were, `unclear` when nothing shows (a comment on a cover or a diffstat).
 */
export type PointFate = 'answered' | 'skipped' | 'unclear';

/** Null without a later version. */
export function fateOf({ carried }: Pick<ReviewPoint, 'carried'>): PointFate | null {
  if (carried === null) return null;
  if (carried.mention !== null || carried.kind === 'changed' || carried.kind === 'gone') return 'answered';
  return carried.kind === 'unchanged' ? 'skipped' : 'unclear';
}
