import type { PlacedItem } from '@/lib/design/extract.ts';
import { isLikely } from '@/lib/design/likely.ts';
import type { Stance } from '@/lib/design/stance.ts';

/** What an option is told from a candidate by. */
type Taken = {
  readonly mentions: readonly PlacedItem[];
  readonly objections: readonly PlacedItem[];
  readonly stances: readonly Stance[];
  readonly status: string;
  /** Whether it is what a posting proposes. */
  readonly posted: boolean;
};

/**
 * Whether it is shown as an option: what a posting proposes, whatever its words (a series proposes something); and what
 * counts as proposed by somebody (lib/design/likely.ts), when it is certain or taken up by others.
 * The rest are candidates: apart, below, and in no number but their own. A status makes no proposal of a sentence that
 * is none: what was never proposed cannot have been adopted.
 */
export function isHeld(option: Taken): boolean {
  const { mentions, posted } = option;
  if (posted) return true;
  return mentions.some(isLikely) && (mentions.some(({ certain }) => certain) || isTakenUp(option));
}

/** Whether others spoke of it, or a version took it. */
export function isTakenUp({ stances, objections, status }: Taken): boolean {
  const people = stances.filter(({ side }) => side !== 'silent').length;
  return people > 1 || objections.length > 0 || status === 'adopted';
}
