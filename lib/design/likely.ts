import type { Move } from '@/lib/design/item.ts';

/** From here on a person would rather say the same than not: what is counted, by every page and file alike. */
export const LIKELY_MIN = 0.5;

/** Whether an item counts. The others are shown as candidates, and are in no number but that of the candidates. */
export function isLikely({ certain, confidence }: Pick<Move, 'certain' | 'confidence'>): boolean {
  return certain || confidence >= LIKELY_MIN;
}
