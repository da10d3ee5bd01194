import { itemId, type Move } from '@/lib/design/item.ts';

const HEDGE =
  '(?:so|yes|yeah|yep|ok|okay|well|and|sure|right|agreed|personally|honestly|overall)[.,]*\\s+|' +
  "i(?:'d)?\\s+(?:do\\s+|also\\s+|still\\s+)*(?:think|guess|agree|believe|suppose|say)(?:\\s+that)?,?\\s+";
/** Somebody values what was proposed, and goes on with what is wrong elsewhere or with it. */
const PRAISE = new RegExp(
  `^(?:${HEDGE}){0,4}(?:this|that|it|yours)(?:'s|\\s+is|\\s+was|\\s+would\\s+be|\\s+(?:sounds|looks|seems)\\s+like)` +
    '(?:\\s+(?:probably|definitely|certainly|clearly|really|indeed|actually|still|also))*\\s+(?:an?|the)' +
    '(?:\\s+(?:much|very|really|quite|far|way))*' +
    '\\s+(?:better|best|good|great|nice|right|excellent|cleaner|cleanest|simpler|simplest|sane|sensible)' +
    '(?:\\s+(?:approach|idea|way|solution|choice|option|plan|fix|direction|design|compromise|start))' +
    '(?:\\s+(?:here|overall|anyway|in\\s+general|in\\s+principle|for\\s+now))?',
  'i',
);
const TURN = /^(?:,|\s*-+)?\s+(?=(?:otherwise|but|however|though|although|except)\b,?\s+\S+\s+\S+\s+\S)/i;

/**
 * Of an objection that begins with praise ("That is the better way, otherwise we would ...") both moves: who says so is
 * for the one and against the other. Any other move comes back alone.
 */
export function splitPraise(move: Move, body: string): readonly Move[] {
  if (move.kind !== 'objection') return [move];
  const text = body.slice(move.span.start, move.span.end);
  const praise = PRAISE.exec(text)?.[0] ?? '';
  const turn = praise === '' ? null : TURN.exec(text.slice(praise.length));
  if (turn === null) return [move];
  const spanOf = (start: number, end: number): Move['span'] => ({
    ...move.span,
    start: move.span.start + start,
    end: move.span.start + end,
  });
  const agrees = spanOf(0, praise.length);
  const objects = spanOf(praise.length + turn[0].length, text.length);
  return [
    { ...move, id: itemId('endorsement', agrees), kind: 'endorsement', span: agrees, blocking: false },
    { ...move, id: itemId('objection', objects), span: objects },
  ];
}
