import type { MessageId } from '@/lib/mail/email.ts';

/**
 * Words that somebody spoke about, named so that they are found again after a new ingest, `docket derive` or a better
 * reader: by the message, by offsets in its decoded body (UTF-16), and by the words with what stands around them.
 */
export type Anchor = {
  readonly messageId: MessageId;
  readonly contentHash: string;
  readonly bodyHash: string;
  readonly start: number;
  readonly end: number;
  readonly exact: string;
  /** At most CONTEXT characters before and after. */
  readonly prefix: string;
  readonly suffix: string;
};

/** What anchors need to know of a message. */
export type AnchorMessage = {
  readonly messageId: MessageId;
  readonly contentHash: string;
  readonly bodyHash: string;
  readonly body: string;
};

const CONTEXT = 32;

/** Longer than any item; what people select by mistake is the whole mail. */
const WORDS_MAX = 5_000;

/** Characters, of the words and next to them, that must be the same. */
const LIKE_MIN = 24;

/** How often the same words may stand in a mail before the rest is not looked at. */
const PLACES_MAX = 1_000;

/** Null when there are no such words: outside the body, none, too many, or half a character. */
export function makeAnchor(message: AnchorMessage, start: number, end: number): Anchor | null {
  const { messageId, contentHash, bodyHash, body } = message;
  if (!(Number.isInteger(start) && Number.isInteger(end))) return null;
  if (start < 0 || end > body.length || end <= start || end - start > WORDS_MAX) return null;
  if (splitsCharacter(body, start) || splitsCharacter(body, end)) return null;
  const exact = body.slice(start, end);
  if (exact.trim() === '') return null;
  let from = Math.max(0, start - CONTEXT);
  let to = Math.min(body.length, end + CONTEXT);
  if (splitsCharacter(body, from)) from += 1;
  if (splitsCharacter(body, to)) to -= 1;
  const prefix = body.slice(from, start);
  const suffix = body.slice(end, to);
  return { messageId, contentHash, bodyHash, start, end, exact, prefix, suffix };
}

/** PostgreSQL and JSON files hold UTF-8: half of a surrogate pair would come back as another text. */
function splitsCharacter(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  return before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000;
}

/** The message an anchor speaks of: that content, else the one that owns the id (a better reader, another copy). */
export function messageOf<M extends AnchorMessage>(
  anchor: Anchor,
  messages: ReadonlyMap<string, readonly M[]>,
): M | null {
  const same = messages.get(anchor.messageId) ?? [];
  return same.find(({ contentHash }) => contentHash === anchor.contentHash) ?? same[0] ?? null;
}

/**
 * Where the words of an anchor stand now; null when they are gone. The offsets hold as long as the body does; else the
 * same words are looked for, with the surroundings most like the old ones, and of equals the nearest. Short words in
 * surroundings that are not theirs are others.
 */
export function findWords(
  anchor: Anchor,
  message: AnchorMessage,
): { readonly start: number; readonly end: number } | null {
  const { start, end, exact } = anchor;
  if (message.body.slice(start, end) === exact && message.bodyHash === anchor.bodyHash) return { start, end };
  let best: { readonly at: number; readonly score: number } | null = null;
  let at = exact === '' ? -1 : message.body.indexOf(exact);
  for (let places = 0; at !== -1 && places < PLACES_MAX; places++) {
    const score = likeness(anchor, message.body, at);
    if (best === null || score > best.score || (score === best.score && isNearer(at, best.at, start)))
      best = { at, score };
    at = message.body.indexOf(exact, at + 1);
  }
  const whole = exact.length + anchor.prefix.length + anchor.suffix.length;
  if (best === null || exact.length + best.score < Math.min(LIKE_MIN, whole)) return null;
  return { start: best.at, end: best.at + exact.length };
}

function isNearer(at: number, than: number, to: number): boolean {
  return Math.abs(at - to) < Math.abs(than - to);
}

/** How many characters next to the words are as they were. */
function likeness({ prefix, suffix, exact }: Anchor, body: string, at: number): number {
  let before = 0;
  while (before < prefix.length && body[at - 1 - before] === prefix[prefix.length - 1 - before]) before++;
  const end = at + exact.length;
  let after = 0;
  while (after < suffix.length && body[end + after] === suffix[after]) after++;
  return before + after;
}

type Stretch = { readonly start: number; readonly end: number };

/**
 * How much two stretches of one body are the same words: shared characters by the longer stretch, 0 when less than half
 * of the shorter one is shared.
 */
export function overlap(a: Stretch, b: Stretch): number {
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  const lengths = [a.end - a.start, b.end - b.start] as const;
  return shared <= 0 || shared * 2 < Math.min(...lengths) ? 0 : shared / Math.max(...lengths);
}
