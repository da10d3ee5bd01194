import type { Design } from '@/lib/design/designs.ts';
import type { ExtractedDesign } from '@/lib/design/extract.ts';
import type { DesignMessage } from '@/lib/design/reading.ts';
import type { Derived } from '@/lib/series/derive.ts';

/** What a design is called, where and when it was: `messages` are those of its threads, `root` its first. */
export function summarise(
  design: Design,
  { series }: Derived,
  root: DesignMessage | undefined,
  messages: readonly DesignMessage[],
): Pick<ExtractedDesign, 'name' | 'lists' | 'startedAt' | 'lastAt'> {
  const members = new Set(design.seriesIds);
  const first = series
    .filter(({ id }) => members.has(id))
    .reduce<(typeof series)[number] | null>((a, b) => (a === null || b.sentAt < a.sentAt ? b : a), null);
  let startedAt = Number.POSITIVE_INFINITY;
  let lastAt = 0;
  for (const { time } of messages) {
    startedAt = Math.min(startedAt, time);
    lastAt = Math.max(lastAt, time);
  }
  return {
    name: first?.name ?? root?.subject ?? '',
    lists: [...new Set(messages.flatMap(({ lists }) => lists))].sort(),
    startedAt,
    lastAt,
  };
}
