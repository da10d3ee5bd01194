import { keyOf, type PatchPlaces, tellsPlace } from '@/lib/series/review/patch-places.ts';
import type { QuotedLine } from '@/lib/series/review/reply-blocks.ts';

/** Lines `from` to `to` of a patch, by index in its places; the last one is what the words below the quote are on. */
export type QuoteAnchor = { readonly from: number; readonly to: number };

/** Lines from the bottom of the quote that may fail to match: wrapped by a mailer, or somebody else's words. */
const MISSES_MAX = 60;
const CANDIDATES_MAX = 200;
const CONTEXT_MAX = 40;
const KEY_LENGTH_MAX = 500;

/**
 * Where in a patch a quote stands: the lowest of its lines that the patch has, at the place whose lines above fit
 * best; of equal places the first after line `after`, because people answer from top to bottom. Null when no line with
 * letters in it is in the patch. At most MISSES_MAX * CANDIDATES_MAX * CONTEXT_MAX steps.
 */
export function findAnchor(
  { places, byKey }: PatchPlaces,
  quoted: readonly QuotedLine[],
  after: number,
): QuoteAnchor | null {
  const keys = quoted.map(({ text }) => (text.length > KEY_LENGTH_MAX ? '' : keyOf(text)));
  for (let i = keys.length - 1; i >= 0 && i >= keys.length - MISSES_MAX; i--) {
    const key = keys[i] ?? '';
    const candidates = tellsPlace(key) ? (byKey.get(key) ?? []) : [];
    let best: { readonly at: number; readonly score: number } | null = null;
    for (const at of candidates.slice(0, CANDIDATES_MAX)) {
      const score = matchUp(keys, i, places, at);
      const better = best === null || score > best.score;
      const sooner = best !== null && score === best.score && best.at <= after && at > after;
      if (better || sooner) best = { at, score };
    }
    if (best !== null) return { from: best.at - best.score + 1, to: matchDown(keys, i, places, best.at) };
  }
  return null;
}

function matchUp(keys: readonly string[], index: number, places: PatchPlaces['places'], at: number): number {
  let score = 0;
  while (
    score < CONTEXT_MAX &&
    index >= score &&
    at >= score &&
    keys[index - score] === places[at - score]?.key
  ) {
    score++;
  }
  return score;
}

/** The braces and empty lines that the quote has below. */
function matchDown(
  keys: readonly string[],
  index: number,
  places: PatchPlaces['places'],
  at: number,
): number {
  let down = 0;
  while (index + down + 1 < keys.length && keys[index + down + 1] === places[at + down + 1]?.key) down++;
  while (down > 0 && keys[index + down] === '') down--;
  return at + down;
}
