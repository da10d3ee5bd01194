import type { ExtractedDesign, PlacedItem } from '@/lib/design/extract.ts';
import { optionState } from '@/lib/design/options/option-status.ts';

/**
 * A design as it was at `at` (epoch milliseconds), from the moves and events up to then. By the law of docs/items.md
 * this is what the extractor finds in an archive cut there, so no mail needs to be read again. Two threads that were
 * tied together later are shown together earlier, too.
 */
export function asOf(extracted: ExtractedDesign, at: number): ExtractedDesign {
  const items = extracted.items.flatMap((item) => (item.at <= at ? [itemAsOf(item, at)] : []));
  const known = new Set(items.map(({ id }) => id));
  const events = new Map(items.map((item) => [item.id, item.events]));
  const options = extracted.options.flatMap((option) => {
    const mentions = option.mentions.filter((id) => known.has(id));
    if (mentions.length === 0) return [];
    const { status } = optionState(
      mentions.map((id) => events.get(id) ?? []),
      at,
    );
    return [{ ...option, mentions, status }];
  });
  return { ...extracted, lastAt: Math.min(extracted.lastAt, at), items, options };
}

function itemAsOf(item: PlacedItem, at: number): PlacedItem {
  if (item.events.every((event) => event.at <= at)) return item;
  const events = item.events.filter((event) => event.at <= at);
  return { ...item, events, status: item.status === null ? null : (events.at(-1)?.status ?? 'open') };
}
