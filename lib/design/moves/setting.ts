import type { Reading, ThreadReading, Unit } from '@/lib/design/reading.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import { parseSubject } from '@/lib/mail/fields/subject.ts';

/**
 * What a message is in its thread: covers and patches are written in another language than answers. The model knows
 * them by their numbers here.
 */
export const PLACES = ['answer', 'root', 'cover', 'first-patch', 'patch'] as const;
type Place = (typeof PLACES)[number];

/** Where a message stands and who wrote it, from itself and earlier messages alone. */
export type Setting = {
  readonly place: Place;
  /** The series has more patches than this one. */
  readonly ofMany: boolean;
  /** Wrote the posting this discusses (or, without one, began the thread). */
  readonly isAuthor: boolean;
  /** The message it answers is by the author. */
  readonly toAuthor: boolean;
  /** Answers the author's own posting, not an answer. */
  readonly toPosting: boolean;
  readonly toSelf: boolean;
  /** Messages the writer sent to this thread before. */
  readonly before: number;
  /** Messages of the thread before this one. */
  readonly index: number;
  /** Who wrote the words of each earlier message. */
  readonly writers: ReadonlyMap<MessageId, string>;
  /** The person whose proposal is discussed, as address. */
  readonly author: string;
  /** His name, as his mail gives it; his address when it gives none. */
  readonly authorName: string;
  /** Name of who wrote the message this answers; null when it is not here. */
  readonly answeredName: string | null;
  /** What it answers is an answer that has a patch of its own. */
  readonly toOwnPatch: boolean;
  /** Names of all who wrote to the thread so far, by address; an address is its own when mail gives none. */
  readonly names: ReadonlyMap<string, string>;
};

/** Who says it where. */
export type Speaker = Pick<Setting, 'place' | 'isAuthor'>;

type Past = {
  readonly writers: Map<MessageId, string>;
  readonly names: Map<string, string>;
  readonly places: Map<MessageId, Place>;
  /** Of each message: the address of who wrote the posting above it. */
  readonly authors: Map<MessageId, string>;
  readonly sent: Map<string, number>;
  /** Answers that have a patch of their own. */
  readonly patched: Set<MessageId>;
  /** `address version total` of the covers seen that say anything: behind a bare list the first patch speaks. */
  readonly covers: Set<string>;
  /** Postings without cover whose first patch was seen. */
  readonly firsts: Set<string>;
};

/** Calls `visit` for each message of a thread, in order of time, with its setting. */
export function visitSettings(
  thread: ThreadReading,
  visit: (reading: Reading, setting: Setting) => void,
): void {
  const past: Past = {
    writers: new Map(),
    names: new Map(),
    places: new Map(),
    authors: new Map(),
    sent: new Map(),
    patched: new Set(),
    covers: new Set(),
    firsts: new Set(),
  };
  const starter = thread.readings[0]?.message.from.email ?? '';
  thread.readings.forEach((reading, index) => {
    const { messageId, from } = reading.message;
    const { place, ofMany } = placeOf(reading, past);
    const { parent } = reading;
    const isPosting = place !== 'answer';
    const author = isPosting ? from.email : ((parent === null ? null : past.authors.get(parent)) ?? starter);
    const parentWriter = parent === null ? undefined : past.writers.get(parent);
    const parentPlace = parent === null ? undefined : past.places.get(parent);
    past.writers.set(messageId, from.email);
    past.names.set(from.email, from.name || from.email);
    past.places.set(messageId, place);
    past.authors.set(messageId, author);
    if (!isPosting && reading.message.facts.hasDiff) past.patched.add(messageId);
    visit(reading, {
      place,
      ofMany,
      isAuthor: author === from.email,
      toAuthor: parentWriter === author,
      toPosting: parentPlace !== undefined && parentPlace !== 'answer',
      toSelf: parentWriter === from.email,
      before: past.sent.get(from.email) ?? 0,
      index,
      writers: past.writers,
      author,
      authorName: past.names.get(author) ?? (from.name || from.email),
      answeredName: parentWriter === undefined ? null : (past.names.get(parentWriter) ?? null),
      toOwnPatch: parent !== null && past.patched.has(parent),
      names: past.names,
    });
    past.sent.set(from.email, (past.sent.get(from.email) ?? 0) + 1);
  });
}

function placeOf(
  { message, parent, units }: Reading,
  past: Past,
): { readonly place: Place; readonly ofMany: boolean } {
  // Nearly every answer begins so, and nothing else of its subject is asked.
  if (/^re: /i.test(message.subject)) return { place: 'answer', ofMany: false };
  const subject = parseSubject(message.subject);
  const { facts, from } = message;
  const isPosting =
    !subject.reply &&
    (subject.patch || (subject.rfc && subject.total !== null) || (facts.hasDiff && parent === null));
  if (!isPosting) return { place: parent === null && !subject.reply ? 'root' : 'answer', ofMany: false };
  const total = subject.total ?? 1;
  const key = `${from.email} ${subject.version ?? 1} ${total}`;
  const ofMany = total > 1;
  if (!facts.hasDiff && (subject.n ?? 0) === 0) {
    if (units.some((unit) => !isShortlog(message.body, unit))) past.covers.add(key);
    return { place: 'cover', ofMany };
  }
  const isFirst =
    (subject.n ?? 1) === 1 && !past.covers.has(key) && !past.firsts.has(`${key} ${subject.name}`);
  if (!isFirst) return { place: 'patch', ofMany };
  past.firsts.add(`${key} ${subject.name}`);
  return { place: 'first-patch', ofMany };
}

/** `Ann Lee (2):` and the names of patches set in below it, as git writes them under a cover. */
function isShortlog(body: string, { start, end }: Unit): boolean {
  const from = body.lastIndexOf('\n', start - 1) + 1;
  return body
    .slice(from, end)
    .split('\n')
    .every((line) => /^ {2}\S/.test(line) || /^\S.{0,80} \(\d{1,3}\):\s*$/.test(line));
}
