import { lineEnd } from '@/lib/mail/lines.ts';

/**
 * Whether a body carries a patch of its own: an unquoted `diff --git` line, or the three lines every unified diff
 * starts with. Says nothing of quoted diffs, which begin with `>`.
 */
export function hasDiff(body: string): boolean {
  let start = 0;
  let header = 0;
  while (start < body.length) {
    const end = lineEnd(body, start);
    if (body.startsWith('diff --git ', start)) return true;
    if (header < 2 && body.startsWith('--- ', start)) header = 1;
    else if (header === 1 && body.startsWith('+++ ', start)) header = 2;
    else if (header === 2 && body.startsWith('@@ -', start)) return true;
    else header = 0;
    start = end + 1;
  }
  return false;
}
