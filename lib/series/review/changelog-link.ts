import type { MessageId } from '@/lib/mail/email.ts';
import type { ChangelogEntry } from '@/lib/series/review/changelog.ts';
import { sharedWords, wordsOf } from '@/lib/series/shared-words.ts';

/** An entry with the message whose changelog has it. */
export type LocatedEntry = ChangelogEntry & { readonly messageId: MessageId };

/** What an entry may be about: a comment, a patch. `people` are those who spoke. */
export type ChangelogTarget = { readonly text: string; readonly people: readonly string[] };

export type ChangelogLink = {
  readonly entry: LocatedEntry;
  readonly score: number;
  /** What the words in common alone weigh. */
  readonly shared: number;
  readonly reason: string;
};

/** A tie below this is chance. */
const SCORE_MIN = 3;
/** What a thanked person adds to words in common; nobody is thanked for nothing. */
const PERSON_SCORE = 4;
const REASON_WORDS_MAX = 6;
const TOPIC_PART = 0.3;
const TOPIC_TARGETS_MIN = 2;

/**
 * For each target the entry that most likely tells of it, or null: an identifier both name weighs 3, a word 1, a
 * person the entry names 4. Takes time for every pair, so callers bound both lists.
 */
export function linkChangelog(
  entries: readonly LocatedEntry[],
  targets: readonly ChangelogTarget[],
): readonly (ChangelogLink | null)[] {
  const known = entries.map((entry) => ({ entry, words: wordsOf(entry.text) }));
  const texts = targets.map((target) => wordsOf(target.text));
  const topics = findTopics(texts);
  return targets.map((target, index) => {
    const words = new Set([...(texts[index] ?? [])].filter((word) => !topics.has(word)));
    let best: ChangelogLink | null = null;
    for (const { entry, words: entryWords } of known) {
      const shared = sharedWords(entryWords, words);
      const named = entry.people.filter((name) => target.people.some((full) => isNameOf(name, full)));
      const score = shared.weight + (shared.weight > 0 && named.length > 0 ? PERSON_SCORE : 0);
      if (score < SCORE_MIN || score <= (best?.score ?? 0)) continue;
      const both = `both say ${shared.words.slice(0, REASON_WORDS_MAX).join(', ')}`;
      best = {
        entry,
        score,
        shared: shared.weight,
        reason: [both, ...named.map((name) => `names ${name}`)].join('; '),
      };
    }
    return best;
  });
}

/** What many targets say is the topic of the series, and tells none of them apart. */
function findTopics(texts: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const words of texts) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const most = Math.max(TOPIC_TARGETS_MIN, texts.length * TOPIC_PART);
  return new Set([...counts].flatMap(([word, count]) => (count > most ? [word] : [])));
}

/** `Ann` and `Ann Example` name Ann J. Example. */
function isNameOf(name: string, full: string): boolean {
  const parts = full.toLowerCase().split(/[\s,]+/);
  return name
    .toLowerCase()
    .split(/\s+/)
    .every((word) => parts.includes(word));
}
