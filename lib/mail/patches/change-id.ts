import { lineEnd } from '@/lib/mail/lines.ts';

const NAME = 'change-id:';
const VALUE = /^[\w.+-]{1,200}$/;

/**
 * The value of the first `change-id:` line (b4, also Gerrit's `Change-Id:`), which stays the same in every version of
 * a series. Only a line of its own counts: `prerequisite-change-id:` names another series, quoted lines start with `>`
 * and diff lines with their sign. Null when there is none.
 */
export function findChangeId(body: string): string | null {
  let start = 0;
  while (start < body.length) {
    const end = lineEnd(body, start);
    // Two characters decide for nearly every line, without cutting a string.
    const isCandidate = (body.charCodeAt(start) | 0x20) === 0x63 && body.charCodeAt(start + 9) === 0x3a;
    if (isCandidate && body.slice(start, start + NAME.length).toLowerCase() === NAME) {
      const value = body.slice(start + NAME.length, Math.min(end, start + 300)).trim();
      if (VALUE.test(value)) return value;
    }
    start = end + 1;
  }
  return null;
}
