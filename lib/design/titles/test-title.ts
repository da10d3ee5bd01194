import { type ItemKind, itemId, type Move } from '@/lib/design/item.ts';
import { type TitleContext, titleOf } from '@/lib/design/titles/title-of.ts';
import type { MessageId } from '@/lib/mail/email.ts';

const NOTHING: TitleContext = { posting: null, about: null, object: null, names: new Set(['ann', 'bob']) };

/** The title of a move of these words, in a thread where Ann and Bob write. */
export function testTitle(kind: ItemKind, text: string, context: Partial<TitleContext> = {}): string {
  return titleOf(moveOf(kind, text), text, { ...NOTHING, ...context });
}

function moveOf(kind: ItemKind, text: string): Move {
  const span = { messageId: 'm0' as MessageId, start: 0, end: text.length };
  return {
    id: itemId(kind, span),
    kind,
    span,
    by: { name: 'Ann', email: 'ann@example.org' },
    at: 0,
    confidence: 1,
    certain: true,
    blocking: false,
    origin: null,
    owner: null,
    reasons: [],
  };
}
