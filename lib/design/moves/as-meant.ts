import { itemId, type Move } from '@/lib/design/item.ts';
import { MEANINGS } from '@/lib/design/moves/meanings.ts';
import { inOneLine } from '@/lib/design/one-line.ts';

/** Longer spans say what they do in their first words. */
const WORDS_MAX = 1_000;

/** A move by what its words mean, where they say so whatever kind was likelier (meanings.ts has an example of each). */
export function asMeant(move: Move, body: string): Move {
  const { start, end } = move.span;
  const text = inOneLine(body.slice(start, Math.min(end, start + WORDS_MAX))).toLowerCase();
  const meaning = MEANINGS.find(
    ({ from, words, unless }) => from.includes(move.kind) && words.test(text) && unless?.test(text) !== true,
  );
  if (meaning === undefined) return move;
  const { to, blocking = false } = meaning;
  const isPromise = to === 'action';
  return {
    ...move,
    id: itemId(to, move.span),
    kind: to,
    blocking: to === 'objection' && (blocking || move.blocking),
    origin: isPromise ? 'commitment' : null,
    owner: isPromise ? move.by.name || move.by.email : null,
  };
}
