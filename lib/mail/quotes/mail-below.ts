import { lineEnd } from '@/lib/mail/lines.ts';
import { hasQuotedLine, unmarkedHead } from '@/lib/mail/quotes/attribution.ts';
import { originalHead } from '@/lib/mail/quotes/original-mail.ts';

/**
 * Tells of places in a body, which must not go back, whether they stand in a mail that is set below an answer without
 * marks: its words and tags are not those of who answers. `isOfPatch` is asked at few lines. The time of all questions
 * together is linear in the body.
 */
export function createMailBelow(body: string, isOfPatch: () => boolean): (place: number) => boolean {
  const words = body.search(/\S/);
  let hasQuotes: boolean | null = null;
  let isBelow = false;
  let scanned = 0;
  const opens = (start: number): boolean => {
    const head = originalHead(body, start);
    if (head !== null) return !head.isMarked;
    const unmarked = unmarkedHead(body, start, 'words', () => {
      hasQuotes ??= hasQuotedLine(body);
      return hasQuotes;
    });
    return unmarked !== null && !isOfPatch();
  };
  return (place) => {
    for (; !isBelow && scanned < place; scanned = lineEnd(body, scanned) + 1) {
      isBelow = scanned > words && opens(scanned);
    }
    return isBelow;
  };
}
