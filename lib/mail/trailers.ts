import { clearAddress } from '@/lib/mail/fields/obscured-address.ts';
import { lineEnd } from '@/lib/mail/lines.ts';
import { nextIndex } from '@/lib/mail/next-index.ts';
import { hasDiff } from '@/lib/mail/patches/diff.ts';
import { createMailBelow } from '@/lib/mail/quotes/mail-below.ts';
import type { PatchRange } from '@/lib/mail/signals/patch-numbers.ts';
import { ANY, tagScope } from '@/lib/mail/signals/tag-scope.ts';
import { OK_TAG, signedOks } from '@/lib/mail/signed-oks.ts';

/** One `Name: value` line of a trailer block, as git interpret-trailers knows it. */
export type Trailer = {
  readonly name: string;
  readonly value: string;
  /** For a review tag whose line or the one beside it says to which patches it is given (tag-scope.ts). */
  readonly patches?: readonly PatchRange[];
};

/** A mail of 10,000 trailers is an attack, not a review. */
const TRAILERS_MAX = 200;
const VALUE_LENGTH_MAX = 500;

const TRAILER = /^(?<name>[A-Za-z][A-Za-z-]{1,38}):[ \t]*(?<value>\S.*)$/;
const KNOWN = new Set([
  'fixes',
  'link',
  'closes',
  'cc',
  'message-id',
  'change-id',
  'base-commit',
  'depends-on',
  'differential revision',
]);

/**
 * As FreeBSD and illumos write them, without the hyphen, and with a blank before the colon. Prose has such words too
 * (`Tested by: running it`): what follows is a login, or several, or has an address.
 */
const LOGINS = '[a-z][\\w.-]{1,23}(?: \\([^()]{1,40}\\))?';
const ADDRESS = '<[^<>\\s]{1,80}@[^<>\\s]{1,200}>';
const SPACED = new RegExp(
  [
    '^(?<name>(?:Reviewed|Approved|Acked|Tested)(?: by|-by(?= ))|Differential Revision(?=:\\s{0,9}http)) ?:[ \\t]*',
    `(?<value>[^<]{0,80}${ADDRESS}.*|https?:\\/\\/\\S+|${LOGINS}(?:, ?${LOGINS}){0,9})[ \\t]*$`,
  ].join(''),
);
const NOBODY = /^(?:me|no|none|nobody|you|us|all|n|ok|yes|hand|eye|running|todo|tbd)\b/;
/** Who forgot the colon gave the tag: nothing else is a name with an address behind these words. */
const WITHOUT_COLON = new RegExp(`^(?:Reviewed|Acked|Tested)-by(?= [^<>:]{1,80}${ADDRESS}\\s*$)`);

function withColon(line: string): string {
  return line.replace(WITHOUT_COLON, '$&:');
}

/** The address of a tag that a mailer wrapped onto a line of its own. */
const WRAPPED_ADDRESS = /^[ \t]{0,40}<[^<>@\s]{1,100}@[^<>@\s]{1,200}>[ \t\r]{0,10}(?:\n|$)/;
/** Longest indentation and name together. */
const COLON_MAX = 80;
const REVIEW = /(?:reviewed|acked|tested|approved)/;
/** `Series-acked-by:`, as DPDK has it. */
const SERIES_TAG = /^series-(?:reviewed|acked|tested)-by$/;
/** What the name of a tag that says several things is made of: `Reviewed-and-tested-by`. */
const TAG_WORD =
  /^(?:reviewed|acked|tested|approved|reported|suggested|bisected|debugged|diagnosed|analyzed|and|by)$/;

/**
 * The trailers an author wrote in a body: unquoted `Something-by:` lines and the few names git workflows know, up to
 * the signature, in a patch up to its `---` line, because git am drops what follows. Below a diff without that line,
 * which stands in a reply, only review tags count: `Like so: ... With that, Reviewed-by`. Blanks at the ends of a
 * value are dropped, an address on the next line is fetched. Outside of patches review tags may be set in (`You can
 * add:` and a tag behind a tab), unless a sign-off stands in the same paragraph: that is a commit somebody quotes. What
 * stands in a mail set below without marks was given by its author, and there. `ok ann@` is a tag as well; `ok ann` is
 * that of a sender of this name.
 */
export function parseTrailers(body: string, sender: string | null = null): readonly Trailer[] {
  const trailers: Trailer[] = [];
  /** Tags of this paragraph that are set in; null when they are a quoted commit's. */
  let setIn: Trailer[] | null = [];
  let isPatch: boolean | null = null;
  let inDiff = false;
  const isOfPatch = (): boolean => (isPatch ??= hasDiff(body));
  const isInMailBelow = createMailBelow(body, isOfPatch);
  let colon = -1;
  for (let start = 0; start < body.length && trailers.length < TRAILERS_MAX; ) {
    const from = start;
    const end = lineEnd(body, from);
    start = end + 1;
    // Not looked for again while it stands further down.
    if (colon < from) colon = nextIndex(body, ':', from);
    if (colon >= end || colon - from > COLON_MAX) {
      const kind = plainLine(body, from, end);
      if (kind === 'signature' || (kind === 'separator' && isOfPatch())) break;
      inDiff ||= kind === 'diff';
      const tag = kind === 'tag' ? readTrailer(withColon(lineOf(body, from, end)), body, from, start) : null;
      if (tag !== null && !isInMailBelow(from)) trailers.push(tag);
      if (kind === 'ok' && !isInMailBelow(from)) {
        trailers.push(
          ...signedOks(lineOf(body, from, end), sender).map((value) => ({ name: OK_TAG, value })),
        );
      }
      if (setIn?.length === 0 || kind !== 'blank') continue;
      trailers.push(...(setIn ?? []));
      setIn = [];
      continue;
    }
    const line = body.slice(from, end);
    inDiff ||= line.startsWith('diff --git ');
    const trimmed = line.trimStart();
    const trailer = readTrailer(trimmed, body, from, start);
    if (trailer === null || (inDiff && (trimmed !== line || !isReviewTrailer(trailer)))) continue;
    if (isInMailBelow(from)) break;
    if (trimmed.length === line.length) trailers.push(trailer);
    else if (trailer.name.toLowerCase() === 'signed-off-by') setIn = null;
    else if (isReviewTrailer(trailer) && !isOfPatch()) setIn?.push(trailer);
  }
  return [...trailers, ...(setIn ?? [])].slice(0, TRAILERS_MAX);
}

/** What a line without a colon near its start may be to trailers; most are told by their length or first letter. */
function plainLine(
  body: string,
  start: number,
  end: number,
): 'blank' | 'signature' | 'separator' | 'diff' | 'ok' | 'tag' | 'other' {
  if (end - start === 3) {
    if (body.startsWith('-- ', start)) return 'signature';
    if (body.startsWith('---', start)) return 'separator';
  }
  const first = body.charCodeAt(start);
  if (first === 0x64 && body.startsWith('diff --git ', start)) return 'diff';
  if ((first === 0x6f || first === 0x4f) && /^ok /i.test(body.slice(start, start + 3))) return 'ok';
  const mayBeTag = first === 0x52 || first === 0x41 || first === 0x54;
  if (mayBeTag && WITHOUT_COLON.test(lineOf(body, start, end))) return 'tag';
  const isBlank = start === end || (!(first > 0x20 && first < 0x7f) && body.slice(start, end).trim() === '');
  return isBlank ? 'blank' : 'other';
}

function lineOf(body: string, start: number, end: number): string {
  return body.slice(start, Math.min(end, start + VALUE_LENGTH_MAX));
}

/** Whether `parseTrailers` finds a trailer in one line that stands alone, whoever sent it. */
export function isTrailerLine(line: string): boolean {
  if (signedOks(line, null).length > 0) return true;
  const written = readWritten(withColon(line.trimStart()));
  return written !== null && (!/^\s/.test(line) || isReviewTrailer(written));
}

/** A trailer by which somebody other than the author vouches for a patch, alone or with others in one name. */
export function isReviewTrailer(trailer: Trailer): boolean {
  const name = trailer.name.toLowerCase();
  if (name === OK_TAG) return true;
  return name.endsWith('-by') && REVIEW.test(name) && name.split('-').every((word) => TAG_WORD.test(word));
}

/** What mailers make of bold and slanted words: `*Reviewed-by: A <a@b>*`, `**Acked-by:** B`. */
const MARK = /^(?:\*{1,2}|__?)(?=[A-Za-z][A-Za-z-]{1,38}:)/;
/** And of a link: `A <a@b<mailto:a@b>>`, `A <mailto:a@b>`. */
const MAILTO = / ?<mailto:([^<>\s]{1,320})>/i;

function withoutLink(value: string | undefined): string | undefined {
  const bare = value?.replace(MAILTO, '').trimEnd();
  return bare?.includes('@') === true ? bare : value?.replace(MAILTO, ' <$1>').trimEnd();
}

/** A review tag without the marks around it, or around its name; any other line as it is. */
function unmarked(line: string): string {
  const mark = MARK.exec(line)?.[0];
  if (mark === undefined) return line;
  const rest = line.slice(mark.length).trimEnd();
  const value = rest.indexOf(':') + 1;
  const name = rest.slice(0, value - 1);
  if (!isReviewTrailer({ name, value: '' })) return line;
  if (rest.startsWith(mark, value)) return rest.slice(0, value) + rest.slice(value + mark.length);
  return rest.endsWith(mark) ? rest.slice(0, -mark.length) : line;
}

/** What its own line says of a trailer. */
type Written = Pick<Trailer, 'name' | 'value'> & { readonly isOfSeries: boolean };

function readWritten(line: string): Written | null {
  if (line.length > VALUE_LENGTH_MAX) return null;
  const match = TRAILER.exec(unmarked(line)) ?? SPACED.exec(line);
  const name = match?.groups?.['name']?.replace(' by', '-by');
  const written = withoutLink(match?.groups?.['value']);
  if (name === undefined || written === undefined) return null;
  const value = clearAddress(written);
  if (name !== match?.groups?.['name'] && NOBODY.test(value)) return null;
  const lower = name.toLowerCase();
  if (SERIES_TAG.test(lower)) {
    return { name: `${name.charAt(7).toUpperCase()}${name.slice(8)}`, value, isOfSeries: true };
  }
  return lower.endsWith('-by') || KNOWN.has(lower) ? { name, value, isOfSeries: false } : null;
}

/** `lineStart` is where its line starts, `next` the line after it. */
function readTrailer(line: string, body: string, lineStart: number, next: number): Trailer | null {
  const written = readWritten(line);
  if (written === null) return null;
  const { name, value, isOfSeries } = written;
  const lower = name.toLowerCase();
  if (!lower.endsWith('-by')) return { name, value };
  const patches = !REVIEW.test(lower) ? null : isOfSeries ? ANY : tagScope(body, lineStart, next - 1, value);
  const wrapped = value.includes('@')
    ? null
    : WRAPPED_ADDRESS.exec(body.slice(next, next + VALUE_LENGTH_MAX));
  const whole = wrapped === null ? value : `${value} ${wrapped[0].trim()}`;
  return patches === null ? { name, value: whole } : { name, value: whole, patches };
}
