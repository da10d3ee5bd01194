import type { Move } from '@/lib/design/item.ts';

/** What stands between two moves of one paragraph. */
const BETWEEN_MAX = 160;
const EMPTY_LINE = /\n[ \t]*\n/;

/** Whether a move stands behind another one in the same paragraph; `body` is that of its message. */
export function isInParagraphOf(before: Move, { span }: Move, body: string): boolean {
  const { messageId, end } = before.span;
  if (messageId !== span.messageId || end > span.start || span.start - end > BETWEEN_MAX) return false;
  return !EMPTY_LINE.test(body.slice(end, span.start));
}
