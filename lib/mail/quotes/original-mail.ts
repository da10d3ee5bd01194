import { nextLineStart } from '@/lib/mail/lines.ts';

/** How mailers that do not quote with `>` call the fields of the mail they put below an answer. */
const FROM = labels(
  'From|Von|De|Da|Van|Från|Fra|Od|Lähettäjä|Kimden|От|发件人|寄件者|寄件人|差出人|보낸 ?사람',
);
const SENT = labels(
  'Sent|Gesendet|Envoyé|Enviad[oa](?: em| el)?|Inviato|Verzonden|Skickat|Sendt|Wysłano|Lähetetty|Gönderilme|' +
    'Отправлено|发送时间|發送時間|寄件日期|送信日時|보낸 ?날짜',
);
const DATE = labels('Date|Datum|Data|Fecha|Дата|日期|日時|날짜');
const TO = labels('To|An|À|Para|A|Aan|Till|Til|Do|Кому|收件人|收件者|宛先|받는 ?사람');
const FIELD = /^\W{0,3}[\p{L} ]{1,20}\*{0,2} ?[:：|]/u;
/** `-----Original Message-----` in any language, `---------- Forwarded message ---------`, and Outlook's bare line. */
const SEPARATOR = /^(?:-{3,20} ?[\p{L}][\p{L}'’. ]{2,40} ?-{3,20}|_{20,60})$/u;

const LINE_MAX = 400;
/** Fields are long when many are copied, and fold. */
const FIELDS_MAX = 12;

/** Where the head of a mail set below an answer ends, and whether the mail below it is marked by `>`. */
export type OriginalHead = { readonly end: number; readonly isMarked: boolean };

/**
 * The head that Outlook and others put above the mail they answer, when it begins with the line at `start`; null for
 * any other line. What follows is the mail answered, to the end of the body, unless its lines are marked by `>`. The
 * lines that git reads at the top of a patch have neither a separator nor `Sent` nor `To`. Looks at a few lines.
 */
export function originalHead(body: string, start: number): OriginalHead | null {
  if (!mayBegin(body, start)) return null;
  const first = lineAt(body, start);
  const isSeparated = SEPARATOR.test(first.text.trim());
  const head: string[] = isSeparated ? [] : [first.text];
  let end = first.end;
  for (let count = 0; count < FIELDS_MAX; count += 1) {
    const { text, end: after } = lineAt(body, end);
    const goesOn = FIELD.test(text) || (head.length > 0 && /^\s+\S/.test(text));
    if (after === end || !(goesOn || (head.length === 0 && text.trim() === ''))) break;
    if (goesOn) head.push(text);
    end = after;
  }
  if (!isHead(head, isSeparated)) return null;
  return { end, isMarked: /^\s*>/.test(body.slice(end, end + LINE_MAX)) };
}

function isHead(head: readonly string[], isSeparated: boolean): boolean {
  const [first = ''] = head;
  const has = (field: RegExp): boolean => head.some((line) => field.test(line));
  // Thunderbird tells the subject and the date of what it forwards first.
  if (!FROM.test(first) && !(isSeparated && has(FROM))) return false;
  return has(SENT) || (has(DATE) && (isSeparated || has(TO)));
}

/** Most lines are told by their first letter or by having no colon near it. */
function mayBegin(body: string, start: number): boolean {
  const first = body.charCodeAt(start);
  if (first === 0x2d) return body.startsWith('---', start);
  if (first === 0x5f) return body.startsWith('____', start);
  if (first < 0x80 && !'*FVDLOK'.includes(body.charAt(start))) return false;
  const label = body.slice(start, start + LABEL_MAX);
  return label.includes(':') || label.includes('：');
}

const LABEL_MAX = 24;

function lineAt(body: string, start: number): { readonly text: string; readonly end: number } {
  const end = nextLineStart(body, start);
  return { text: body.slice(start, Math.min(end, start + LINE_MAX)), end };
}

/** A field at the start of a line, its name perhaps set in stars for bold, or in a cell as NetEase does. */
function labels(names: string): RegExp {
  return new RegExp(`^\\W{0,3}(?:${names})\\*{0,2} ?[:：|]`, 'iu');
}
