import type { Trailer } from '@/lib/mail/trailers.ts';

/** What git revert writes, which stays when the title is written anew; a part of a commit is not the commit. */
const REVERTS =
  /^This (?:commit |patch |change )?reverts (?:the )?commits? (?<id>[0-9a-f]{7,64})\b(?<rest>.{0,20})/gim;
/** Behind the id, as others write it: `("x")`, also on the next line. */
const TITLE = /^\s{0,4}\("(?<title>(?:[^"\n]|"(?!\)))(?:[^\n]|\n(?!\n)){0,300}?)"\)/;
const FIXES = /^(?<id>[0-9a-f]{7,64}) \("(?<title>.{1,300})"\)$/;
const REVERTED_MAX = 10;
/** A commit message is read up to here. */
const MESSAGE_MAX = 20_000;

/**
 * The titles of the commits that a patch reverts by its own words, `This reverts commit 0123abc ("x").`; those that
 * stand there without a title have it in a `Fixes:` of the same commit. What was merged is no patch.
 */
export function revertedTitles(body: string, trailers: readonly Trailer[]): readonly string[] {
  const message = body.slice(0, MESSAGE_MAX);
  if (!/ reverts /i.test(message)) return [];
  const fixes = trailers.flatMap(({ name, value }) => {
    const { id, title } = (name.toLowerCase() === 'fixes' ? FIXES.exec(value) : null)?.groups ?? {};
    return id === undefined || title === undefined ? [] : [{ id: id.toLowerCase(), title }];
  });
  const found = [...message.matchAll(REVERTS)].slice(0, REVERTED_MAX).flatMap(({ index, groups }) => {
    const { id = '', rest = '' } = groups ?? {};
    if (/^,? reversing\b/.test(rest)) return [];
    const behind = message.slice(message.indexOf(id, index) + id.length);
    const written = TITLE.exec(behind.slice(0, 400))?.groups?.['title']?.replace(/\s+/g, ' ');
    const title = written ?? fixes.find((one) => isSameCommit(one.id, id.toLowerCase()))?.title;
    return title === undefined ? [] : [title];
  });
  return [...new Set(found)];
}

/** One of the two may be abbreviated. */
function isSameCommit(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one);
}
