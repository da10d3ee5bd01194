import { normaliseName } from '@/lib/mail/fields/subject.ts';
import { revertsIn } from '@/lib/series/revert-titles.ts';
import type { Posting } from '@/lib/series/series.ts';

/** A name of so many words is one effort's. */
const TELLING_WORDS = 5;

/**
 * What ties postings together across threads. Two threads with a key in common are derived together (docs/derive.md),
 * and evidence for a version chain is only looked for between postings that share one, so every reason of
 * chain-evidence.ts needs its key here.
 */
export function seriesKeys(
  posting: Omit<Posting, 'keys' | 'taken' | 'pushes' | 'reverts' | 'undone'>,
): readonly string[] {
  const author = posting.author.email.toLowerCase();
  const name = normaliseName(posting.name);
  const keys = new Set<string>();
  // A maintainer asks to pull under one name every week: that would tie all he ever asked for, with what is in it.
  if (posting.pull !== true) keys.add(`name ${author} ${name}`);
  // Without the author, because a series that changes hands keeps its name; but everybody posts a "misc fixes", which
  // would tie all of them together (measured: each replay of an archive derived all earlier ones anew).
  if (posting.pull !== true && name.split(' ').length >= TELLING_WORDS) keys.add(`name ${name}`);
  if (posting.changeId !== null) keys.add(`change ${posting.changeId}`);
  if (posting.mends !== null) keys.add(`message ${posting.mends}`);
  for (const id of posting.memberIds) keys.add(`message ${id}`);
  for (const { id, label } of posting.citations) if (label !== null) keys.add(`message ${id}`);
  for (const { patchId, carried } of posting.patches) {
    // With the sender: a stable tree's mails repeat everybody's patches and would tie all series to one.
    if (patchId !== null && !carried) keys.add(`patch ${author} ${patchId}`);
  }
  const sent = posting.patches.filter(({ messageId, carried }) => messageId !== null && !carried);
  for (const { name: title } of sent.length > TITLED_MAX ? [] : sent) {
    const telling = tellingTitle(title);
    if (telling !== null) keys.add(`title ${author} ${telling}`);
  }
  const reverts = revertsIn(posting);
  for (const { title, people } of reverts) {
    const telling = tellingTitle(title);
    for (const who of telling === null ? [] : people) keys.add(`title ${who} ${telling}`);
  }
  for (const { id } of reverts.length === 0 ? [] : posting.citations) keys.add(`message ${id}`);
  return [...keys];
}

/** A stable tree posts hundreds of everybody's patches each week, and seldom under another name. */
export const TITLED_MAX = 30;
const TITLE_WORDS = 4;

/** A title that its author gives to one change; null of `fix build` and its like. */
export function tellingTitle(name: string): string | null {
  const title = normaliseName(name);
  return title.split(' ').length >= TITLE_WORDS ? title : null;
}

/** With the longest thread id (998 bytes) a key must fit into a btree row, 2,704 bytes, whatever its letters cost. */
const KEY_LENGTH_MAX = 400;

/** Cut, so that equal keys stay equal: a name or sender of 60 kB must not make the INSERT of its key fail. */
export function clampKey(key: string): string {
  return key.slice(0, KEY_LENGTH_MAX).toWellFormed();
}
