import { isLikely, LIKELY_MIN } from '@/lib/design/likely.ts';

type Unsure = Parameters<typeof isLikely>[0];

/** From where on an item counts, as its percentage is written beside it. */
export const COUNTED_FROM = `${Math.round(LIKELY_MIN * 100)} %`;

/** What counts of some items, as in the lists of designs, and words for the others: `, and 3 unlikely`. */
export function counted<Item extends Unsure>(
  items: readonly Item[],
): { readonly likely: readonly Item[]; readonly others: string } {
  const likely = items.filter(isLikely);
  const rest = items.length - likely.length;
  return { likely, others: rest === 0 ? '' : `, and ${rest} unlikely` };
}

/** The number behind a heading: `2, and 3 unlikely`. */
export function countOf(items: readonly Unsure[]): string {
  const { likely, others } = counted(items);
  return `${likely.length}${others}`;
}
