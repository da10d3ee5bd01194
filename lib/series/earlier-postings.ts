import type { Posting } from '@/lib/series/series.ts';

const EARLIER_MAX = 20;

/** Postings that one goes back to, the nearest first; `before` gives the one right before another. */
export function earlierPostings(
  posting: Posting,
  before: (posting: Posting) => Posting | null,
): readonly Posting[] {
  const found: Posting[] = [];
  let at = before(posting);
  for (; at !== null && found.length < EARLIER_MAX && !found.includes(at); at = before(at)) found.push(at);
  return found;
}
