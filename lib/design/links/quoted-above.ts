import type { Move } from '@/lib/design/item.ts';
import type { Place, Places } from '@/lib/design/links/places.ts';
import type { Block } from '@/lib/design/reading.ts';

/** How an earlier move stands to the quote above a block. */
export type QuotedMove = {
  readonly move: Move;
  /** Share of the move's characters that are quoted, 0 when only its neighbours are. */
  readonly covered: number;
  /** Characters between the move and the end of the quoted run, negative when it comes after. */
  readonly distance: number;
  /** Characters between the begin of the quoted run and the move, negative when it begins before. */
  readonly lead: number;
  /** Share of the quoted run that is the move's: near 1 when the quote was cut down to it. */
  readonly share: number;
  /** 0 for the quoted part directly above, 1 for the one before it, ... */
  readonly part: number;
  readonly depth: number;
};

export type QuotedAbove = {
  readonly quoted: ReadonlyMap<Move, QuotedMove>;
  /** Those covered, the lowest in the quote first. */
  readonly covered: readonly Move[];
  /** The lowest quoted line is a line of a patch. */
  readonly onDiff: boolean;
};

const NOTHING: QuotedAbove = { quoted: new Map(), covered: [], onDiff: false };

/** What is answered stands low in the quote. */
const PARTS_MAX = 8;
const NEAR_MAX = 6;

/** The earlier moves in and around the lines quoted above a block, from the bottom up. */
export function quotedAbove(block: Block | null, order: number, { byId }: Places): QuotedAbove {
  if (block === null || block.above.length === 0) return NOTHING;
  const quoted = new Map<Move, QuotedMove>();
  const covered: Move[] = [];
  let onDiff = false;
  block.above
    .slice(-PARTS_MAX)
    .reverse()
    .forEach(({ source, depth }, part) => {
      if (source === null) return;
      const place = byId.get(source.messageId);
      if (place === undefined || place.order >= order) return;
      if (part === 0) onDiff = isDiffAt(place, source.end);
      for (const near of nearestMoves(place, source, part, depth)) {
        const known = quoted.get(near.move);
        if (known === undefined || (known.covered === 0 && near.covered > 0)) {
          quoted.set(near.move, near);
          if (near.covered > 0) covered.push(near.move);
        }
      }
    });
  return { quoted, covered, onDiff };
}

/** The moves that begin last before the end of the quoted lines, and the one after: a bounded look at a long mail. */
function nearestMoves(
  { moves }: Place,
  source: { readonly start: number; readonly end: number },
  part: number,
  depth: number,
): readonly QuotedMove[] {
  const after = firstFrom(moves, source.end);
  return moves
    .slice(Math.max(0, after - NEAR_MAX), after + 1)
    .map((move) => {
      const { start, end } = move.span;
      const shared = Math.max(0, Math.min(end, source.end) - Math.max(start, source.start));
      const covered = shared / Math.max(1, end - start);
      const share = shared / Math.max(1, source.end - source.start);
      return { move, covered, distance: source.end - end, lead: start - source.start, share, part, depth };
    })
    .sort(
      (a, b) =>
        (b.covered > 0 ? 1 : 0) - (a.covered > 0 ? 1 : 0) ||
        Math.abs(a.distance) - Math.abs(b.distance) ||
        (a.move.id < b.move.id ? -1 : 1),
    );
}

/** Index of the first move that starts at or after `offset`. */
function firstFrom(moves: readonly Move[], offset: number): number {
  let [low, high] = [0, moves.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((moves[middle]?.span.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isDiffAt({ reading }: Place, end: number): boolean {
  return reading.segments.some(({ kind, start, end: to }) => kind === 'diff' && start < end && end <= to);
}
