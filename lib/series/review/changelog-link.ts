import type { MessageId } from '@/lib/mail/email.ts';
import type { ChangelogEntry } from '@/lib/series/review/changelog.ts';
import { isIdentifier, sharedWords, wordsOf } from '@/lib/series/shared-words.ts';

/** An entry with the message whose changelog has it. */
export type LocatedEntry = ChangelogEntry & { readonly messageId: MessageId };

/** What an entry may be about: a comment, a patch. `people` are those who spoke. */
export type ChangelogTarget = { readonly text: string; readonly people: readonly string[] };

/** Where a comment stands: what an entry may be about says more then. */
export type ChangelogPlace = {
  /** The lines of code that it is on, and those of a message. */
  readonly code: string;
  readonly prose: string;
  /** The later patch in which these are, when there is one. */
  readonly patch: MessageId | null;
  /** These lines are as they were: one name that they do not have is chance. */
  readonly isUnchanged: boolean;
};

export type ChangelogLink = {
  readonly entry: LocatedEntry;
  readonly score: number;
  /** What the words in common alone weigh. */
  readonly shared: number;
  readonly reason: string;
};

/** A tie below this is chance. */
const SCORE_MIN = 3;
/** What the notes of the very patch add. */
const PATCH_SCORE = 1;
/** What a thanked person adds to words in common; nobody is thanked for nothing. */
const PERSON_SCORE = 4;
const REASON_WORDS_MAX = 6;
const TOPIC_PART = 0.3;
const TOPIC_TARGETS_MIN = 2;

/**
 * For each target the entry that most likely tells of it, or null: an identifier both name weighs 3, a word 1, a
 * person the entry names 4. `placed` says where the targets stand, in their order, and which messages are patches: what
 * they quote counts only beside their own words, but for what code calls something, and what stands in the notes of a
 * patch is of that patch.
 * Takes time for every pair, so callers bound both lists.
 */
export function linkChangelog(
  entries: readonly LocatedEntry[],
  targets: readonly ChangelogTarget[],
  placed: {
    readonly places: readonly ChangelogPlace[];
    readonly patches: ReadonlySet<MessageId>;
  } | null = null,
): readonly (ChangelogLink | null)[] {
  const known = entries.map((entry) => ({ entry, words: wordsBesideNames(entry) }));
  const own = targets.map(({ text }) => wordsOf(text));
  const code = targets.map((_, index) => wordsOf(placed?.places[index]?.code ?? ''));
  const topics = findTopics(own.map((words, index) => new Set([...words, ...(code[index] ?? [])])));
  return targets.map((target, index) => {
    const prose = [...wordsOf(placed?.places[index]?.prose ?? '')].filter(isIdentifier);
    const texts = [...(own[index] ?? []), ...(code[index] ?? []), ...prose];
    const words = new Set(texts.filter((word) => !topics.has(word)));
    const tells = (word: string): boolean =>
      own[index]?.has(word) === true || (isIdentifier(word) && code[index]?.has(word) === true);
    const patch = placed?.places[index]?.patch ?? null;
    let best: ChangelogLink | null = null;
    for (const { entry, words: entryWords } of known) {
      const isOfPatch = placed?.patches.has(entry.messageId) ?? false;
      if (isOfPatch && patch !== null && patch !== entry.messageId) continue;
      const shared = sharedWords(entryWords, words);
      if (!shared.words.some(tells)) continue;
      const named = entry.people.filter((name) => target.people.some((full) => isNameOf(name, full)));
      const isElsewhere = shared.words.length === 1 && !code[index]?.has(shared.words[0] ?? '');
      if (isElsewhere && named.length === 0 && placed?.places[index]?.isUnchanged === true) continue;
      const place = isOfPatch && patch !== null ? PATCH_SCORE : 0;
      const score = shared.weight + place + (named.length > 0 ? PERSON_SCORE : 0);
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

/** Who is thanked is no word of what was done. */
function wordsBesideNames({ text, people }: LocatedEntry): ReadonlySet<string> {
  const names = wordsOf(people.join(' '));
  return new Set([...wordsOf(text)].filter((word) => !names.has(word)));
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
