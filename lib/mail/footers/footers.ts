import { pattern } from '@/lib/base/pattern.ts';
import { isBelowThanks } from '@/lib/mail/footers/below-thanks.ts';
import { isLegalNotice } from '@/lib/mail/footers/legal-notice.ts';
import { firstLine, opensParagraph, PARAGRAPH_MAX } from '@/lib/mail/footers/paragraph.ts';
import { isShortSignature } from '@/lib/mail/footers/short-signature.ts';

const RULERS = '-_=*#~';
/** A line drawn above a footer. */
const RULER = /^(?:[-_=*#~]{10,120}|(?:-=){5,60}-?)$/;
/** What lists put below a letter: behind a ruler any of it, elsewhere what nobody writes himself. */
const LIST_FOOTER = pattern(
  '^(?:.{0,120}\\bmailing list\\b(?: -- \\S+)?\\s*\\n',
  '|To unsubscribe\\b|(?:Groups\\.io )?Links: You receive\\b|You received this message because )',
);
const BARE_FOOTER = pattern(
  '^(?:To unsubscribe(?: from this (?:list|group)\\b|,? send (?:a message|an? e-?mail)|, e-?mail: )',
  '|You received this message because you are subscribed\\b)',
);
/** Mailman tells so of a part that it took out. */
const NEXT_PART = /^-{5,20} next part -{5,20}$/;
const SCRUBBED = /^(?:An? [\w -]{3,40} was scrubbed|Skipped content of type )/;
/** What Discourse writes below a post that it mails. */
const VISIT = /^\[Visit\s{1,3}Topic\]\(http/;
const PGP_SIGNATURE = '-----BEGIN PGP SIGNATURE-----';
/** No footer without a ruler begins with a shorter line. */
const BARE_LINE_MIN = 16;

/**
 * Whether the line `[start, end)` begins what stands below a letter to the end of the mail: the footer of a list, a
 * notice of confidentiality, or a signature below `--` without the blank of RFC 3676 4.3, which many mailers lose. A
 * bare `--` is one only above a single short paragraph, because it parts sections as well. The caller knows that
 * words stand above it and no patch below.
 */
export function beginsFooter(body: string, line: string, start: number, end: number): boolean {
  if (line !== '' && RULERS.includes(line.charAt(0))) {
    if (line === '--' || line === '- -- ') return isShortSignature(body, end);
    if (line === PGP_SIGNATURE) return true;
    if (NEXT_PART.test(line)) return SCRUBBED.test(body.slice(end, end + 60));
    if (line === '---') return VISIT.test(body.slice(end, end + 40));
    if (RULER.test(line)) return isListFooter(body, end) || isLegalNotice(firstLine(body, end), body, end);
  }
  if (line.length < BARE_LINE_MIN || !opensParagraph(body, start)) return false;
  return BARE_FOOTER.test(line) || isLegalNotice(line, body, start) || isBelowThanks(line, body, start);
}

function isListFooter(body: string, start: number): boolean {
  return LIST_FOOTER.test(body.slice(start, start + PARAGRAPH_MAX).trimStart());
}
