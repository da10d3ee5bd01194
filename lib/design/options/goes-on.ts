import type { Move } from '@/lib/design/item.ts';

/** What is done with a way that was just named: it is taken, sent, or done first; `or do it once` is another one. */
const WITH_IT = new RegExp(
  "^(?:(?:and|so|then|but|i think|maybe|perhaps),? ){0,2}(?:i|we|you)(?:'d|'ll| would| will| could| can| should" +
    '| might)?' +
    '(?: (?:also|just|then|probably|happily|rather))* (?:take|do|use|post|send|merge|ship|carry|backport|prefer)' +
    ' (?:it|that|this|them)\\b(?! \\w+ing\\b)',
  'i',
);
/** What stands between two moves of one paragraph. */
const BETWEEN_MAX = 160;
const EMPTY_LINE = /\n[ \t]*\n/;

/** Whether a proposal tells what to do with the one just before it in its paragraph, and names no way of its own. */
export function goesOn({ span, by }: Move, before: Move | undefined, body: string): boolean {
  if (before === undefined || before.by.email !== by.email) return false;
  const { messageId, end } = before.span;
  if (messageId !== span.messageId || end > span.start || span.start - end > BETWEEN_MAX) return false;
  if (EMPTY_LINE.test(body.slice(end, span.start))) return false;
  const text = body.slice(span.start, Math.min(span.end, span.start + BETWEEN_MAX)).replace(/\s+/g, ' ');
  return WITH_IT.test(text) && !/[a-z]_[a-z]|\(\)/i.test(text);
}
