import type { GivenTrailer, Patch, Posting } from '@/lib/series/series.ts';

/** Who writes one of these for somebody sends on what that one made. */
const MADE_BY: ReadonlySet<string> = new Set(['signed-off-by', 'co-developed-by']);

/**
 * Whether somebody other than the author of `earlier` may say that `later` is its next version: who sent a part of it
 * then, or who takes it over, so that at least half of the patches (of the smaller of both) are signed off by the first
 * author. Nothing in mail proves more; but a line alone, or a change-id that everybody can read, would let any sender
 * end another's series.
 */
export function mayGoOn(earlier: Posting, later: Posting): boolean {
  if (earlier.senders.includes(later.author.email)) return true;
  const patches = later.patches.filter(({ messageId }) => messageId !== null);
  const signed = patches.filter((patch) => isMadeBy(patch, earlier.author)).length;
  const before = earlier.patches.filter(({ messageId }) => messageId !== null).length;
  return signed > 0 && signed * 2 >= Math.min(patches.length, before);
}

/** What an answer below the patch says does not count. */
function isMadeBy({ messageId, trailers }: Patch, author: Posting['author']): boolean {
  const names = (trailer: GivenTrailer): boolean =>
    trailer.from === messageId &&
    MADE_BY.has(trailer.name.toLowerCase()) &&
    trailer.value.toLowerCase().includes(`<${author.email}>`);
  return trailers.some(names);
}
