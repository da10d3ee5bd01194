import { compareText } from '@/lib/base/compare-text.ts';
import type { Design } from '@/lib/design/designs.ts';
import type { ExtractedDesign } from '@/lib/design/extract.ts';
import type { DesignMessage } from '@/lib/design/reading.ts';
import { summarise } from '@/lib/design/summarise.ts';
import type { Derived } from '@/lib/series/derive.ts';

/**
 * A design of which nothing could be extracted: its name, lists and times, so that its page is there and says why.
 * Empty when none of its messages are here, as then there is no design.
 */
export function setAside(
  design: Design,
  derived: Derived,
  owning: ReadonlyMap<string, DesignMessage>,
  failure: string,
): readonly ExtractedDesign[] {
  const own = new Set<string>(design.threadIds);
  const messages = derived.threads
    .filter(({ id }) => own.has(id))
    .flatMap(({ nodes }) => nodes.flatMap(({ key }) => (key === null ? [] : (owning.get(key) ?? []))))
    .sort((a, b) => a.time - b.time || compareText(a.key, b.key));
  if (messages.length === 0) return [];
  return [{ design, ...summarise(design, derived, messages[0], messages), items: [], options: [], failure }];
}
