import { nextLineStart } from '@/lib/mail/lines.ts';

const LINES_MAX = 8;
const LINE_MAX = 100;
/** HTML leaves blank lines below the mark. */
const BLANK_LINES_MAX = 3;
/** What no line of a signature is: a quote, a list, something set in, a question. */
const NO_SIGNATURE = /^[->\s]|\?$/;
/** A quote, another footer, an attribution. */
const BELOW_SIGNATURE = /^>|^--|^[_=]{5}|<[^<>\s]+@|[:：]$/;

/** Whom it names can be reached there: a saying may stand below. */
const REACHED = /\S@\S|https?:\/\/|\bwww\./;

/**
 * Whether one paragraph of a few short lines stands at `start`, and below it nothing or what is below signatures; where
 * the first line tells an address, the few lines may be several paragraphs.
 */
export function isShortSignature(body: string, start: number): boolean {
  const isReached = REACHED.test(body.slice(start, Math.min(nextLineStart(body, start), start + LINE_MAX)));
  let count = 0;
  let blank = 0;
  for (let from = start, after = start; from < body.length; from = after) {
    after = nextLineStart(body, from);
    const line = body.slice(from, Math.min(after, from + LINE_MAX + 1)).trimEnd();
    if (line === '') {
      blank += 1;
      if (blank > BLANK_LINES_MAX && count === 0) return false;
      continue;
    }
    if (count > 0 && blank > 0) {
      if (BELOW_SIGNATURE.test(line)) return true;
      if (!isReached) return false;
    }
    count += 1;
    blank = 0;
    if (NO_SIGNATURE.test(line) || line.length > LINE_MAX || count > LINES_MAX) return false;
  }
  return count > 0;
}
