import type { ItemKind } from '@/lib/design/item.ts';
import { type TitleContext, titleOf } from '@/lib/design/titles/title-of.ts';
import type { MessageId } from '@/lib/mail/email.ts';

const NOTHING: TitleContext = {
  posting: null,
  about: null,
  before: null,
  orderBefore: null,
  quoted: null,
  object: null,
  names: new Set(['ann', 'bob']),
};

/** The title of a move of these words, in a thread where Ann and Bob write. */
export function testTitle(kind: ItemKind, text: string, context: Partial<TitleContext> = {}): string {
  const span = { messageId: 'm0' as MessageId, start: 0, end: text.length };
  return titleOf({ kind, span }, text, { ...NOTHING, ...context });
}
