import { pattern } from '@/lib/base/pattern.ts';

const RULERS = '-_=*#~';
/** A line drawn above a footer. */
const RULER = /^(?:[-_=*#~]{10,120}|(?:-=){5,60}-?)$/;
/** What lists put below a letter: behind a ruler any of it, elsewhere what nobody writes himself. */
const LIST_FOOTER = pattern(
  '^(?:.{0,120}\\bmailing list\\b(?: -- \\S+)?\\s*\\n',
  '|To unsubscribe\\b|Groups\\.io Links:|You received this message because )',
);
const BARE_FOOTER = pattern(
  '^(?:To unsubscribe(?: from this (?:list|group)\\b|,? send (?:a message|an? e-?mail)|, e-?mail: )',
  '|You received this message because you are subscribed\\b)',
);
const NOTICE = pattern(
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
/** What telephones and web mailers write below a letter. */
const DEVICE = new RegExp(
  '^(?:Sent from (?:my|Mail for Windows|Outlook|Yahoo|Samsung)\\b|Sent with (?:Proton|Mailbird)|Get Outlook for ' +
    '|Envoyé de mon |Von meinem \\S{1,30} gesendet|Gesendet von |Отправлено с )',
);
const PGP_HEAD = '-----BEGIN PGP SIGNED MESSAGE-----';
const PGP_SIGNATURE = '-----BEGIN PGP SIGNATURE-----';

const PARAGRAPH_MAX = 700;
const COMMIT_LINE_MAX = 250;
const DEVICE_LINE_MAX = 80;
const SIGNATURE_LINES_MAX = 8;
const SIGNATURE_LINE_MAX = 100;
/** HTML leaves blank lines below the mark. */
const BLANK_LINES_MAX = 3;
const BELOW_SIGNATURE = /^>|^--|^[_=]{5}|<[^<>\s]+@|[:：]$/;

/**
 * Whether the line `[start, end)` begins what stands below a letter to the end of the mail: the footer of a list, a
 * notice of confidentiality, or a signature below `--` without the blank of RFC 3676 4.3, which many mailers lose. A
 * bare `--` is one only above a single short paragraph, because it parts sections as well. The caller knows that
 * words stand above it and no patch below.
 */
export function beginsFooter(body: string, line: string, start: number, end: number): boolean {
  const first = line.charCodeAt(0);
  if (first < 0x80 && RULERS.includes(line.charAt(0))) {
    if (line === '--' || line === '- -- ') return isShortSignature(body, end);
    if (line === PGP_SIGNATURE) return true;
    if (RULER.test(line)) return isListFooter(body, end) || isNotice(firstLine(body, end), body, end);
  }
  if (line.length < NOTICE_LINE_MIN || !opensParagraph(body, start)) return false;
  return BARE_FOOTER.test(line) || isNotice(line, body, start) || isBelowThanks(body, line, start);
}

/** `Sent from my ...` and the head of a signed letter: a line that a program wrote, whatever follows. */
export function isStamp(body: string, line: string, start: number): boolean {
  if (line.length > DEVICE_LINE_MAX || !'-HSGEVО'.includes(line.charAt(0))) return false;
  if (line === PGP_HEAD) return true;
  if (line.startsWith('Hash: ')) return body.startsWith(`${PGP_HEAD}\n`, start - PGP_HEAD.length - 1);
  return DEVICE.test(line) && opensParagraph(body, start);
}

const NOTICE_LINE_MIN = 16;

/** A commit below its patch at the end of the list that b4 ty writes. */
const THANKS = pattern(
  '\\n\\[(?:[^[\\]\\n]{0,60}[\\s,])?\\d{1,3}\\/\\d{1,3}\\] [^\\n]{1,300}',
  '\\n[ \\t]{2,12}(?:commit: [0-9a-f]{7,40}|https?:\\/\\/\\S{1,200}|\\(no [^\\n()]{1,30}\\))\\s*',
  '\\n[ \\t]*\\n$',
);

/** What stands below that list is the same in every mail of thanks of a maintainer, unless he says `I`. */
function isBelowThanks(body: string, line: string, start: number): boolean {
  const above = body.slice(Math.max(0, start - COMMIT_LINE_MAX), start).trimEnd();
  const last = above.slice(above.lastIndexOf('\n') + 1);
  if (line.startsWith('[') || !/^[ \t]{2,12}(?:commit: |http|\(no )/.test(last)) return false;
  if (!THANKS.test(body.slice(Math.max(0, start - PARAGRAPH_MAX), start))) return false;
  return !/\bI\b/.test(paragraph(body, start));
}

function opensParagraph(body: string, start: number): boolean {
  let at = start - 2;
  while (at >= 0 && (body.charCodeAt(at) === 0x20 || body.charCodeAt(at) === 0x09)) at -= 1;
  return at < 0 || body.charCodeAt(at) === 0x0a;
}

function isListFooter(body: string, end: number): boolean {
  return LIST_FOOTER.test(body.slice(end, end + PARAGRAPH_MAX).trimStart());
}

/** The lines from `start`, empty ones before them left out, to the next empty one, blanks evened out. */
function paragraph(body: string, start: number): string {
  const text = body.slice(start, start + PARAGRAPH_MAX).trimStart();
  const blank = text.search(/\n[ \t]*\n/);
  return (blank === -1 ? text : text.slice(0, blank)).replace(/\s+/g, ' ');
}

function firstLine(body: string, start: number): string {
  return /\S.*/.exec(body.slice(start, start + PARAGRAPH_MAX))?.[0] ?? '';
}

/** `line` is the first of the paragraph at `start`: most are told by that. */
function isNotice(line: string, body: string, start: number): boolean {
  const hasHeading = NOTICE.test(line);
  if (!hasHeading && !ABOUT_THIS_MAIL.test(line)) return false;
  const text = paragraph(body, start);
  const count = (words: readonly RegExp[]): number => words.filter((word) => word.test(text)).length;
  const confidential = count(CONFIDENTIAL);
  return (hasHeading || confidential > 0) && confidential + count(LEGAL) >= 2;
}

/** One paragraph of a few short lines, and below it nothing, a quote, another footer or an attribution. */
function isShortSignature(body: string, end: number): boolean {
  let from = end;
  let count = 0;
  for (let blank = 0; from < body.length; ) {
    const newline = body.indexOf('\n', from);
    const after = newline === -1 ? body.length : newline + 1;
    const line = body.slice(from, Math.min(after, from + SIGNATURE_LINE_MAX + 1)).trimEnd();
    from = after;
    if (line.trim() === '') {
      blank += 1;
      if (blank > BLANK_LINES_MAX && count === 0) return false;
    } else if (count > 0 && blank > 0) return BELOW_SIGNATURE.test(line);
    else {
      count += 1;
      blank = 0;
      const isNone = /^[->\s]|\?$/.test(line) || line.length > SIGNATURE_LINE_MAX;
      if (isNone || count > SIGNATURE_LINES_MAX) return false;
    }
  }
  return count > 0;
}
