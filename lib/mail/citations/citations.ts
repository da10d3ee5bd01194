import { findLabel, namesMessageId } from '@/lib/mail/citations/citation-label.ts';
import type { Citation } from '@/lib/mail/facts.ts';
import { toMessageId } from '@/lib/mail/fields/message-id.ts';
import { nextIndex } from '@/lib/mail/next-index.ts';
import { isOwnText, type Segment } from '@/lib/mail/segments.ts';

/** A mail that cites more is a digest or an attack. */
const CITATIONS_MAX = 100;
/** An address longer than this is no link to a mail: RFC 5322 ids end at 998 bytes, escapes triple them. */
const ADDRESS_LENGTH_MAX = 3_100;

/** Addresses whose first path segment after the prefix is an id, whatever it looks like. */
const REDIRECTORS = ['lore.kernel.org/r/', 'lkml.kernel.org/r/', 'patch.msgid.link/'];

/** A blank, a bracket or a quote ends an address; so do marks that no archive leaves unescaped. */
const ADDRESS_END: ReadonlySet<number> = new Set(
  [...' \t\n\r\u00a0\u3000<>"\'()[]{},;|\\^`'].map((character) => character.charCodeAt(0)),
);
/** `20240718130212.23905-1-name@host`: a time stamp no mailbox has. */
const TIME_STAMPED = /^\d{12}/;

/**
 * Messages that a body names in its author's own words and trailers, in order, repeats kept: addresses of archives
 * that carry the Message-ID in their path (lore and any other public-inbox, patch.msgid.link, Patchwork, /message-id/),
 * and ids in angle brackets behind words like `Supersedes:`. Archives with numbers of their own (marc, lkml.org,
 * spinics) name nothing that could be looked up. `segments` are those of `body`.
 */
export function findCitations(body: string, segments: readonly Segment[]): readonly Citation[] {
  const citations: Citation[] = [];
  const marks = createMarks(body);
  for (const { kind, start, end } of segments) {
    if (!isOwnText(kind) && kind !== 'trailer') continue;
    addCitations(body, start, end, marks, citations);
    if (citations.length >= CITATIONS_MAX) return citations.slice(0, CITATIONS_MAX);
  }
  return citations;
}

function addCitations(body: string, start: number, end: number, marks: Marks, citations: Citation[]): void {
  let floor = start;
  while (citations.length < CITATIONS_MAX) {
    const mark = marks.from(floor);
    if (mark >= end) return;
    const from = wordStart(body, floor, mark);
    // Looking on behind this word keeps the time linear for a megabyte of `@`.
    floor = wordEnd(body, mark, end);
    const found = citationIn(body, from, floor);
    if (found !== null) citations.push(found);
  }
}

/** `from` gives the first mark at or behind a place, past the end when there is none; places must not go back. */
type Marks = { readonly from: (place: number) => number };

/**
 * Every id that can be found has an `@`, plain or escaped; most texts have none. Each is looked for once in the whole
 * body: a mail of 170,000 short segments had its end looked for from each of them (2 s).
 */
function createMarks(body: string): Marks {
  let plain = nextIndex(body, '@', 0);
  let escaped = nextIndex(body, '%40', 0);
  return {
    from: (place) => {
      if (plain < place) plain = nextIndex(body, '@', place);
      if (escaped < place) escaped = nextIndex(body, '%40', place);
      return Math.min(plain, escaped);
    },
  };
}

/** The citation that the word from `start` to `end` makes. */
function citationIn(body: string, start: number, end: number): Citation | null {
  const word = body.slice(start, end);
  const scheme = word.search(/https?:\/\//i);
  if (scheme !== -1) return fromAddress(body, start + scheme, word.slice(scheme));
  const id = word.startsWith('id:') ? toMessageId(word.slice(3)) : null;
  if (id !== null) return { id, label: findLabel(body, start), start, end };
  return fromBrackets(body, start, end, word);
}

function wordStart(body: string, floor: number, mark: number): number {
  const limit = Math.max(floor, mark - ADDRESS_LENGTH_MAX);
  let at = mark;
  while (at > limit && !ADDRESS_END.has(body.charCodeAt(at - 1))) at -= 1;
  return at;
}

function wordEnd(body: string, mark: number, ceiling: number): number {
  const limit = Math.min(ceiling, mark + ADDRESS_LENGTH_MAX);
  let at = mark;
  while (at < limit && !ADDRESS_END.has(body.charCodeAt(at))) at += 1;
  return at;
}

function fromAddress(body: string, start: number, word: string): Citation | null {
  const address = word.replace(/[.:!*]{1,10}$/, '');
  const id = idInAddress(address.replace(/[#?].*$/s, ''));
  return id === null ? null : { id, label: findLabel(body, start), start, end: start + address.length };
}

/** The Message-ID in the path of an archive's address (without query and fragment); null where there is none. */
export function idInAddress(address: string): Citation['id'] | null {
  const path = address.replace(/^https?:\/\//i, '');
  const redirector = REDIRECTORS.find((prefix) => path.toLowerCase().startsWith(prefix));
  const segments = (
    redirector === undefined ? path.slice(path.indexOf('/') + 1) : path.slice(redirector.length)
  ).split('/');
  for (const [index, segment] of segments.slice(0, 12).entries()) {
    const text = decode(segment);
    // `/list/name@host/` is the page of a mailing list (HyperKitty).
    const isList = segments[index - 1] === 'list';
    if (/^[^@\s]+@[^@\s]+$/.test(text) && !isList) return toMessageId(text);
  }
  return null;
}

function decode(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    // A `%` that is no escape: some archives leave it as it stands in the id.
    return segment;
  }
}

/** `<id@host>`: almost always a mailbox, so it needs a word before it that says otherwise, or a time stamp. */
function fromBrackets(body: string, start: number, end: number, word: string): Citation | null {
  if (body[start - 1] !== '<' || body[end] !== '>') return null;
  if (!namesMessageId(body, start - 1) && !TIME_STAMPED.test(word)) return null;
  const id = toMessageId(word);
  return id === null ? null : { id, label: findLabel(body, start - 1), start, end };
}
