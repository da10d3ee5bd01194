import { type ItemKind, itemId, type Move } from '@/lib/design/item.ts';
import type { Reading } from '@/lib/design/reading.ts';

/** What a rule knows of a move beside its kind and words. */
type Known = Pick<Move, 'confidence' | 'certain' | 'blocking'> & {
  /** Which rule it is, as people read it. */
  readonly reason: string;
};

/** A move that a rule found, whatever the model thinks of its words. */
export function moveByRule(
  kind: ItemKind,
  { start, end }: Pick<Move['span'], 'start' | 'end'>,
  { message }: Reading,
  { reason, ...known }: Known,
): Move {
  const span = { messageId: message.messageId, start, end };
  return {
    ...{ id: itemId(kind, span), kind, span, by: message.from, at: message.time, ...known },
    origin: null,
    owner: null,
    reasons: [{ name: reason, weight: 1 }],
  };
}
