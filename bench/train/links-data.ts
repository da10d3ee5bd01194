import { type ItemId, itemId, type Move } from '@/lib/design/item.ts';
import type { Label, LabelledThread } from './labelled.ts';

/** The labelled items of a thread as moves, as if the extractor had found just them. */
export type GoldMoves = {
  readonly moves: readonly Move[];
  readonly labelOf: ReadonlyMap<Move, Label>;
  readonly moveOf: ReadonlyMap<string, Move>;
};

export function goldMoves({ items, threads }: Pick<LabelledThread, 'items' | 'threads'>): GoldMoves {
  const messages = new Map(
    threads.flatMap(({ readings }) => readings.map(({ message }) => [message.messageId, message] as const)),
  );
  const moves: Move[] = [];
  const labelOf = new Map<Move, Label>();
  const moveOf = new Map<string, Move>();
  for (const item of items) {
    const message = messages.get(item.mid);
    if (message === undefined) continue;
    const span = { messageId: item.mid, start: item.start, end: item.end };
    const move: Move = {
      id: itemId(item.kind, span) as ItemId,
      kind: item.kind,
      span,
      by: message.from,
      at: message.time,
      confidence: 1,
      certain: true,
      blocking: item.blocking,
      origin: item.origin,
      owner: item.owner,
      reasons: [],
    };
    moves.push(move);
    labelOf.set(move, item);
    moveOf.set(item.id, move);
  }
  return { moves, labelOf, moveOf };
}
