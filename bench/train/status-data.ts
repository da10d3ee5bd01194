import type { Relation } from '@/lib/design/item.ts';
import { type ItemId, type ItemLink, itemId, type Move } from '@/lib/design/item.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import type { Label, LabelledThread } from './labelled.ts';

const RELATION: Readonly<Record<Label['kind'], Relation>> = {
  proposal: 'alternative-to',
  objection: 'attacks',
  endorsement: 'supports',
  question: 'about',
  action: 'serves',
  decision: 'decides',
};

/** The labels of a thread as the moves and links that later stages take. */
export function goldMoves(thread: LabelledThread): {
  readonly moves: readonly Move[];
  readonly links: ReadonlyMap<ItemId, readonly ItemLink[]>;
  readonly labels: ReadonlyMap<ItemId, Label>;
} {
  const messages = new Map(
    thread.threads.flatMap(({ readings }) =>
      readings.map(({ message }) => [message.messageId as MessageId, message]),
    ),
  );
  const labels = new Map<ItemId, Label>();
  const ids = new Map<string, ItemId>();
  const moves = thread.items.flatMap((label): readonly Move[] => {
    const message = messages.get(label.mid);
    if (message === undefined) return [];
    const span = { messageId: label.mid, start: label.start, end: label.end };
    const id = itemId(label.kind, span);
    labels.set(id, label);
    ids.set(label.id, id);
    const { kind, blocking, origin, owner } = label;
    return [
      {
        id,
        kind,
        span,
        by: message.from,
        at: message.time,
        confidence: 1,
        certain: true,
        blocking,
        origin,
        owner,
        reasons: [],
      },
    ];
  });
  const links = new Map<ItemId, readonly ItemLink[]>();
  for (const [id, label] of labels) {
    const targets = label.targets.flatMap((target) => ids.get(target) ?? []);
    links.set(
      id,
      targets.map((target) => ({ id: target, relation: RELATION[label.kind] })),
    );
  }
  return { moves, links, labels };
}
