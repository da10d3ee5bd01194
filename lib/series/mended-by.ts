import type { Posting } from '@/lib/series/series.ts';

const MENDED_MAX = 20;

/** Postings that one made anew in part goes back to, the nearest first; `before` gives the one that another mends. */
export function mendedBy(posting: Posting, before: (posting: Posting) => Posting | null): readonly Posting[] {
  const found: Posting[] = [];
  let at = before(posting);
  for (; at !== null && found.length < MENDED_MAX && !found.includes(at); at = before(at)) found.push(at);
  return found;
}
