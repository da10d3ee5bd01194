import type { Move } from '@/lib/design/item.ts';
import type { Place, Places } from '@/lib/design/links/places.ts';
import type { QuotedAbove } from '@/lib/design/links/quoted-above.ts';
import { namesakes, type SeenWords, type WordSet } from '@/lib/design/links/seen-words.ts';

/** A move asks at most this many others: what keeps linking linear in the thread. */
export const CANDIDATES_MAX = 40;
const BEFORE_MAX = 8;
const OF_ANCESTOR_MAX = 6;
const GENERATIONS_MAX = 6;
const LATEST_MAX = 3;

/** Proposals of the thread so far. */
export type Standing = {
  readonly first: Move | null;
  /** The newest last. */
  readonly latest: readonly Move[];
  /** First proposal made in a cover or patch, by series. */
  readonly heads: ReadonlyMap<string, Move>;
};

/** What is known of a thread where a move stands. */
type SoFar = { readonly standing: Standing; readonly seen: SeenWords; readonly places: Places };

/**
 * The earlier moves a move may answer: those before it in its own message, quoted above it, of the messages it stands
 * under, the proposals of its series and thread, the newest proposals, and moves that share a rare word.
 */
export function candidatesOf(
  index: number,
  place: Place,
  { quote, words }: { readonly quote: QuotedAbove; readonly words: WordSet },
  { standing, seen, places }: SoFar,
): readonly Move[] {
  const found = new Set<Move>();
  for (const move of place.moves.slice(Math.max(0, index - BEFORE_MAX), index).reverse()) found.add(move);
  for (const move of quote.quoted.keys()) found.add(move);
  const head = place.under?.series === undefined ? null : headOf(place, standing);
  if (head !== null) found.add(head);
  for (const move of place.under?.moves.slice(0, OF_ANCESTOR_MAX) ?? []) found.add(move);
  if (standing.first !== null) found.add(standing.first);
  let above = place.parent;
  for (let steps = 0; above !== null && steps < GENERATIONS_MAX; steps += 1) {
    for (const move of ends(above.moves)) found.add(move);
    above = above.parent;
  }
  for (const move of standing.latest.slice(-LATEST_MAX)) found.add(move);
  for (const move of namesakes(seen, words)) found.add(move);
  const own = place.moves[index];
  return [...found]
    .filter((move) => move !== own && (places.byId.get(move.span.messageId)?.order ?? -1) <= place.order)
    .filter(
      (move) => move.span.messageId !== own?.span.messageId || (place.positions.get(move) ?? index) < index,
    )
    .slice(0, CANDIDATES_MAX);
}

/** The first proposal of the posting that a message stands under. */
export function headOf(place: Place, { heads }: Standing): Move | null {
  const series = place.under?.series;
  return series === null || series === undefined ? null : (heads.get(series.id) ?? null);
}

/** Of a long mail those at its head and its end. */
function ends(moves: readonly Move[]): readonly Move[] {
  if (moves.length <= OF_ANCESTOR_MAX) return moves;
  return [...moves.slice(0, OF_ANCESTOR_MAX / 2), ...moves.slice(-OF_ANCESTOR_MAX / 2)];
}
