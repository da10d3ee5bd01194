import type { Move } from '@/lib/design/item.ts';
import { isSamePerson } from '@/lib/design/same-person.ts';
import { answersMove, type Commitment, commitmentsOf } from '@/lib/design/status/commitments.ts';
import { type Because, whole } from '@/lib/design/status/evidence.ts';
import type { Heir } from '@/lib/design/status/heirs.ts';
import type { Scene } from '@/lib/design/status/scene.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import type { Series } from '@/lib/series/series.ts';
import { sharedWords, wordsOf } from '@/lib/series/shared-words.ts';

/** What keeps a promise, and when. */
type Kept = { readonly at: number; readonly because: Because };

export type Fulfilled = Kept & { readonly move: Move };

/** A way in which promises are kept. */
type Way = {
  readonly name: string;
  /** The first that keeps a promise so; null when nothing does. */
  readonly keptBy: (commitment: Commitment, scene: Scene) => Kept | null;
};

/** An example of each, and of what does not keep it, is in fulfilled.test.ts. */
export const WAYS: readonly Way[] = [
  { name: 'answers a patch', keptBy: answersPatch },
  { name: 'posts the next version', keptBy: posts(isNextVersion) },
  { name: 'posts a test', keptBy: posts(isTest) },
  { name: 'posts what shares its words', keptBy: posts(sharesWords) },
];

/** Commitments that were kept, each by what kept it first. */
export function fulfilledBy(
  moves: readonly Move[],
  heirs: ReadonlyMap<MessageId, readonly Heir[]>,
  scene: Scene,
  all: readonly Series[],
): readonly Fulfilled[] {
  return commitmentsOf(moves, heirs, scene, all).flatMap((commitment) => {
    const [first] = WAYS.flatMap(({ keptBy }) => keptBy(commitment, scene) ?? []).sort((a, b) => a.at - b.at);
    return first === undefined ? [] : [{ move: commitment.move, ...first }];
  });
}

/** The promise to say more of the patches than of the whole. */
const ANSWERS = new RegExp(
  '\\b(?:(?:reply|respond|comment)(?:ing)? (?:to|on)|(?:review|read|go(?:ing)? through|look(?:ing)? (?:at|through))) ' +
    '(?:all |each of |every )?(?:of )?(?:the |these |your )?(?:other |rest of the )?' +
    '(?:individual|each|every|single|separate|actual|remaining)?(?: of the)? ?patch(?:es)?\\b',
);

/** The first mail in which who promised to comment on the patches of a posting, in answer to its cover, does so. */
function answersPatch({ move, words }: Commitment, scene: Scene): Kept | null {
  const posting = scene.posting.get(move.span.messageId);
  if (posting === undefined || !ANSWERS.test(words)) return null;
  const kept = posting.memberIds
    .filter((id) => id !== posting.coverId)
    .flatMap((id) => scene.answers.get(id) ?? [])
    .filter(({ message }) => isSamePerson(message.from, move.by) && message.time > move.at)
    .sort((a, b) => a.message.time - b.message.time)[0];
  if (kept === undefined) return null;
  return { at: kept.message.time, because: whole(kept.message.messageId, posting.id) };
}

/** Whether a posting is what was promised. */
type IsPromised = (series: Series, commitment: Commitment, scene: Scene) => boolean;

/** Kept by the first posting that is the thing promised and is tied to the discussion. */
function posts(isPromised: IsPromised): Way['keptBy'] {
  return (commitment, scene) => {
    for (const posting of commitment.later) {
      const at = commitment.tiedAt(posting);
      if (at === null || !isPromised(posting.series, commitment, scene)) continue;
      return { at, because: whole(posting.series.id, posting.series.id) };
    }
    return null;
  };
}

const POSTS = '(?:send|sending|post|posting|submit|submitting|prepare|preparing|have|spin|cook|roll)';
const OTHER = '(?:new|next|another|updated|revised|fixed|corrected|later)';
/** `I will not drop that in v3`, `but not in v3`. */
const NOT_THERE = "(?:\\bnot|n't|\\bnever)(?: (?!and\\b|but\\b|will\\b)[\\w-]+){0,5} ";
/** The promise of the next version itself, or of a change in it (not in another one). `n` is its number, when told. */
const NEXT_VERSION = new RegExp(
  `\\b(?:${POSTS}(?: \\w+){0,3}?|(?<!${NOT_THERE})in(?: the| my)?(?! another| later)) ` +
    `(?:v(?<n>\\d{1,2})|${OTHER} (?:versions?|patch(?:es|set)?|series|spin|round))\\b` +
    '|\\b(?:re-?spin|re-?post|re-?send|re-?submit|re-?roll)\\b',
);

/** A next version is one of the posting discussed, or in answer to the promise of it. */
function isNextVersion(series: Series, { move, words }: Commitment, scene: Scene): boolean {
  const posting = scene.posting.get(move.span.messageId);
  const isNewer = posting?.chainId === series.chainId && series.version > posting.version;
  if (!isNewer && !answersMove(series, move, scene)) return false;
  const promise = NEXT_VERSION.exec(words);
  return promise !== null && series.version >= Number(promise.groups?.['n'] ?? 0);
}

const TEST =
  /\b(?:x?fs)?tests?\b|\bself-?tests?\b|\btestcases?\b|\breproducers?\b|\bcoverage\b|\bregression\b/;
const TEST_POSTING = /\b(?:fs|xfs|blk|self|k?unit|ltp)-?tests?\b|\btests?\b|\bltp\b|\bkunit\b/;

function isTest(series: Series, { words }: Commitment): boolean {
  return TEST.test(words) && holdsTests(series);
}

function holdsTests(series: Series): boolean {
  return TEST_POSTING.test(namesOf(series)) || series.lists.some((list) => TEST_POSTING.test(list));
}

/** The promise of a posting, of whatever. */
const SERIES = new RegExp(
  '\\b(?:series|patch(?:es|set)?|prototypes?|rfc|v\\d|versions?|respin|repost|resend|re-?send|post|send|submit' +
    '|next (?:round|spin))\\b',
);
const SHARED_MIN = 2;
const HEAD_LENGTH_MAX = 3_000;

/** Tests are promised as such, and nothing else is kept by them. */
function sharesWords(series: Series, { words }: Commitment, scene: Scene): boolean {
  if (TEST.test(words) || holdsTests(series) || !SERIES.test(words)) return false;
  const head = scene.readings.get(series.id)?.message.body.slice(0, HEAD_LENGTH_MAX) ?? '';
  return sharedWords(wordsOf(words), wordsOf(`${namesOf(series)}\n${head}`)).words.length >= SHARED_MIN;
}

/** Of the posting and of its patches, in lower case. */
function namesOf({ name, patches }: Series): string {
  return [name, ...patches.map((patch) => patch.name)].join('\n').toLowerCase();
}
