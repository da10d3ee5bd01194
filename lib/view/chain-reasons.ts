/** Words for the reasons of a chain link (lib/series/chain-evidence.ts, docs/series.md). */
const WORDS: Readonly<Record<string, string>> = {
  'supersedes-line': 'a Supersedes line names it',
  judged: 'somebody who maintains the list said so',
  'change-id': 'equal change-id',
  'stranger-supersedes': 'a Supersedes line of somebody else names it, without the author’s sign-off',
  'stranger-change-id': 'same change-id, but from somebody else and without the author’s sign-off',
  'names-earlier-version': 'the author names it as an earlier version',
  'names-earlier-approach': 'the author names it as an earlier approach',
  replaces: 'the author says that it takes its place',
  mends: 'its patches are sent anew in answer to it',
  'name-and-author': 'same name and author',
  'taken-over': 'same name in one thread, and made by the same author',
  'most-patches': 'most of its patches are the same',
  'patch-ids': 'equal patches',
  'patch-names': 'patches of equal name',
  'same-thread': 'sent in answer to it',
  'counts-on-in-thread': 'the next number by its author, in the same thread',
  'name-only': 'same name, another author',
};

/** One phrase for all reasons, strongest first as they come; unknown ones as they are written. */
export function describeReasons(reasons: readonly string[]): string {
  return reasons.map((reason) => WORDS[reason] ?? reason).join(', ');
}

/** What the other series is to the one shown, to be followed by its name. */
export function relationWords(link: {
  readonly relation: 'supersedes' | 'follows';
  readonly holds: boolean;
  /** The other series is the later one. */
  readonly isLater: boolean;
}): string {
  const { relation, holds, isLater } = link;
  if (relation === 'follows') {
    if (holds) return isLater ? 'followed by another approach,' : 'follows';
    return isLater ? 'perhaps followed by' : 'perhaps follows';
  }
  if (holds) return isLater ? 'next version is' : 'new version of';
  return isLater ? 'next version is perhaps' : 'perhaps a new version of';
}
