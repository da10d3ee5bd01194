import { lineEnd } from '@/lib/mail/lines.ts';

/** What git format-patch --interdiff writes above what has changed since the version before. */
const INTERDIFF = /^interdiff(?: against \S{1,40})?:\s*$/i;
const INTERDIFF_LENGTH_MAX = 80;

/**
 * Whether a body carries a patch of its own: an unquoted `diff --git` line, or the three lines every unified diff
 * starts with. Says nothing of quoted diffs, which begin with `>`. The interdiff that ends a cover letter is no patch;
 * in the notes of a patch, below its `---`, git sets it in.
 */
export function hasDiff(body: string): boolean {
  let start = 0;
  let above = 0;
  let header = 0;
  let isLetter = true;
  while (start < body.length) {
    const end = lineEnd(body, start);
    if (body.startsWith('diff --git ', start)) return !(isLetter && isInterdiff(body, above, start));
    if (end - start === 3 && body.startsWith('---', start)) isLetter = false;
    if (header < 2 && body.startsWith('--- ', start)) header = 1;
    else if (header === 1 && body.startsWith('+++ ', start)) header = 2;
    else if (header === 2 && body.startsWith('@@ -', start)) return true;
    else header = 0;
    above = start;
    start = end + 1;
  }
  return false;
}

/** Whether the line from `start` to `end` is the heading of an interdiff. */
function isInterdiff(body: string, start: number, end: number): boolean {
  return end - start <= INTERDIFF_LENGTH_MAX && INTERDIFF.test(body.slice(start, end));
}
