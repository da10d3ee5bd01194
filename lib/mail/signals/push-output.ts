import type { Signal } from '@/lib/mail/facts.ts';
import { isOwnText, type Segment } from '@/lib/mail/segments.ts';

/**
 * What git push prints: where to, and which branch moved. On SourceHut it is the usual answer to a patch that was
 * taken. A branch of another name may be anybody's own.
 */
const PUSHED = new RegExp(
  [
    '^[ \\t]{0,8}To (?:[\\w.+-]{1,60}@|ssh:\\/\\/|https?:\\/\\/)\\S{3,200}[ \\t\\r]*\\n',
    '[ \\t>]{0,8}[0-9a-f]{7,40}\\.{2}[0-9a-f]{7,40}[ \\t]{1,8}\\S{1,80}[ \\t]{1,8}-> ',
    '(?:master|main|trunk|devel(?:op)?|\\S{0,40}(?:next|stable)\\S{0,20})[ \\t\\r]*$',
  ].join(''),
  'gm',
);
const MAY_BE_PUSHED = /^[ \t]*To \S+$/m;

export function pushOutput(body: string, segments: readonly Segment[]): readonly Signal[] {
  if (!MAY_BE_PUSHED.test(body)) return [];
  return [...body.matchAll(PUSHED)].slice(0, 1).flatMap(({ index, 0: lines }): readonly Signal[] => {
    const isOwn = segments.some(({ kind, start, end }) => isOwnText(kind) && start <= index && index < end);
    return isOwn
      ? [{ kind: 'applied', inTree: true, start: index, end: index + lines.trimEnd().length }]
      : [];
  });
}
