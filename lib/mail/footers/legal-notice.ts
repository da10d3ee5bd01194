import { pattern } from '@/lib/base/pattern.ts';
import { paragraph } from '@/lib/mail/footers/paragraph.ts';

const HEADING = pattern(
  '^\\W{0,3}(?:important notice|(?:e-?mail )?confidentiality(?: notice| note)?',
  '|(?:legal )?disclaimer|legal notice)\\b\\W',
);
const ABOUT_THIS_MAIL = pattern(
  '^\\W{0,3}(?:important|notice|note)?\\W{0,3}(?:the (?:contents?|information)(?: contained)?(?: of| in) )?',
  '(?:this|diese?) (?:e-?mail|message|communication|nachricht|transmission)\\b',
);
/** What such notices speak of, and programs do not; a heading says as much. */
const CONFIDENTIAL = [
  /\bconfidential|\bvertraulich/i,
  /\b(?:intended|named) (?:recipient|addressee|solely|only)|\bsole use\b/i,
];
/** What they speak of besides; two of all make one. */
const LEGAL = [
  /\bprivileged\b/i,
  /\bdisclos|\bdisseminat|\bdistribution\b/i,
  /\bunauthori[sz]ed\b|\bstrictly prohibited\b/i,
  /\b(?:notify|inform|contact) (?:the sender|us)\b|\bdelete\b|\bdestroy\b/i,
];

/**
 * Whether the paragraph at `start` is a notice of confidentiality, as companies put below all mail; `line` is its first
 * line, by which most are told.
 */
export function isLegalNotice(line: string, body: string, start: number): boolean {
  const hasHeading = HEADING.test(line);
  if (!hasHeading && !ABOUT_THIS_MAIL.test(line)) return false;
  const text = paragraph(body, start);
  const count = (words: readonly RegExp[]): number => words.filter((word) => word.test(text)).length;
  const confidential = count(CONFIDENTIAL);
  return (hasHeading || confidential > 0) && confidential + count(LEGAL) >= 2;
}
