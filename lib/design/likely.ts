import type { Move } from '@/lib/design/item.ts';

/**
 * From here on a person would rather say the same than not: what is counted, by every page and file alike. A confidence
 * is how often an annotator marked just these words, of all that could be marked; of what has 0.4 to 0.5 that were 43
 * in 100, and who reads the others finds half of them right (docs/extraction-measured.md).
 */
export const LIKELY_MIN = 0.4;

/** Whether an item counts. The others are shown as candidates, and are in no number but that of the candidates. */
export function isLikely({ certain, confidence }: Pick<Move, 'certain' | 'confidence'>): boolean {
  return certain || confidence >= LIKELY_MIN;
}
