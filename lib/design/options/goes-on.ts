import { isInParagraphOf } from '@/lib/design/in-paragraph.ts';
import type { Move } from '@/lib/design/item.ts';

/** What is done with a way that was just named: it is taken, sent, or done first; `or do it once` is another one. */
const WITH_IT = new RegExp(
  "^(?:(?:and|so|then|but|i think|maybe|perhaps),? ){0,2}(?:i|we|you)(?:'d|'ll| would| will| could| can| should" +
    '| might)?' +
    '(?: (?:also|just|then|probably|happily|rather))* (?:take|do|use|post|send|merge|ship|carry|backport|prefer)' +
    ' (?:it|that|this|them)\\b(?! \\w+ing\\b)',
  'i',
);
/** So much of what it says is looked at. */
const TEXT_MAX = 160;

/** Whether a proposal tells what to do with the one just before it in its paragraph, and names no way of its own. */
export function goesOn(move: Move, before: Move | undefined, body: string): boolean {
  if (before === undefined || !isInParagraphOf(before, move, body)) return false;
  const { start, end } = move.span;
  const text = body.slice(start, Math.min(end, start + TEXT_MAX)).replace(/\s+/g, ' ');
  return WITH_IT.test(text) && !/[a-z]_[a-z]|\(\)/i.test(text);
}
