import type { PlacedItem } from '@/lib/design/extract.ts';
import { isLikely } from '@/lib/design/likely.ts';

/** 0 for what is certain, 1 for what counts all the same, 2 for the other candidates. */
export function doubtOf(item: PlacedItem): number {
  if (item.certain) return 0;
  return isLikely(item) ? 1 : 2;
}

/** What is certain first, then what counts all the same; of equals what is still to be done, else by time. */
export function ordered(items: readonly PlacedItem[]): readonly PlacedItem[] {
  const rank = (item: PlacedItem): number =>
    3 * doubtOf(item) + (item.status === 'open' ? 0 : item.status === 'answered' ? 1 : 2);
  return [...items].sort((a, b) => rank(a) - rank(b) || a.at - b.at);
}
