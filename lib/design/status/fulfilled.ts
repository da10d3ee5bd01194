import { pushTo } from '@/lib/base/multimap.ts';
import type { Move } from '@/lib/design/item.ts';
import { type Because, whole } from '@/lib/design/status/evidence.ts';
import { arrivalOf, type Heir } from '@/lib/design/status/heirs.ts';
import type { Scene } from '@/lib/design/status/scene.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import type { Series } from '@/lib/series/series.ts';
import { sharedWords, wordsOf } from '@/lib/series/shared-words.ts';

export type Fulfilled = { readonly move: Move; readonly at: number; readonly because: Because };

/** A promise nobody kept for so long is kept by chance. */
const LATEST_MS = 365 * 24 * 60 * 60 * 1000;
const POSTINGS_MAX = 30;
const HEAD_LENGTH_MAX = 3_000;
const SHARED_MIN = 2;
/** So far up a posting may stand below the promise of it. */
const STEPS_UP_MAX = 8;

const POSTS = '(?:send|sending|post|posting|submit|submitting|prepare|preparing|have|spin|cook|roll)';
const OTHER = '(?:new|next|another|updated|revised|fixed|corrected|later)';
/** The promise of the next version itself, whatever it is to bring. `n` is its number, when that is told. */
const NEXT_VERSION = new RegExp(
  `\\b${POSTS}(?: \\w+){0,3}? (?:v(?<n>\\d{1,2})|${OTHER} (?:versions?|patch(?:es|set)?|series|spin|round))\\b` +
    '|\\b(?:re-?spin|re-?post|re-?send|re-?submit|re-?roll)\\b',
);

/** The promise to say more of the patches than of the whole. */
const ANSWERS = new RegExp(
  '\\b(?:(?:reply|respond|comment)(?:ing)? (?:to|on)|(?:review|read|go(?:ing)? through|look(?:ing)? (?:at|through))) ' +
    '(?:all |each of |every )?(?:of )?(?:the |these |your )?(?:other |rest of the )?' +
    '(?:individual|each|every|single|separate|actual|remaining)?(?: of the)? ?patch(?:es)?\\b',
);

const TEST =
  /\b(?:x?fs)?tests?\b|\bself-?tests?\b|\btestcases?\b|\breproducers?\b|\bcoverage\b|\bregression\b/;
const TEST_POSTING = /\b(?:fs|xfs|blk|self|k?unit|ltp)-?tests?\b|\btests?\b|\bltp\b|\bkunit\b/;
const SERIES = new RegExp(
  '\\b(?:series|patch(?:es|set)?|prototypes?|rfc|v\\d|versions?|respin|repost|resend|re-?send|post|send|submit' +
    '|next (?:round|spin))\\b',
);

/**
 * Commitments kept by a posting of who made them: one that is tied to the discussion (a later version or approach, one
 * that names a message of the thread, or one that such a posting names) and is the thing promised: a test for a
 * promised test, a next version for the promise of one, else a posting for a promised posting, with words in common.
 */
export function fulfilledBy(
  moves: readonly Move[],
  heirs: ReadonlyMap<MessageId, readonly Heir[]>,
  scene: Scene,
  all: readonly Series[],
): readonly Fulfilled[] {
  const byAuthor = new Map<string, { readonly series: Series; readonly at: number }[]>();
  for (const series of all) {
    const at = arrivalOf(series, scene);
    if (at !== null) pushTo(byAuthor, series.author.email.toLowerCase(), { series, at });
  }
  for (const list of byAuthor.values()) list.sort((a, b) => a.at - b.at);
  return moves.flatMap((move): readonly Fulfilled[] => {
    if (move.kind !== 'action' || move.origin !== 'commitment') return [];
    const answer = answerTo(move, scene);
    if (answer !== null) return [answer];
    // The posting that a promise stands in arrives after it, with its last patch.
    const later = (byAuthor.get(move.by.email.toLowerCase()) ?? [])
      .filter(({ series, at }) => series.sentAt > move.at && at < move.at + LATEST_MS)
      .slice(0, POSTINGS_MAX);
    for (const one of later) {
      const tie = tieOf(move, one, later, heirs, scene);
      if (tie === null || !(isNextVersion(move, one.series, scene) || isPromised(move, one.series, scene)))
        continue;
      return [{ move, at: Math.max(one.at, tie), because: whole(one.series.id, one.series.id) }];
    }
    return [];
  });
}

/** The first mail in which who promised to comment on the patches of a posting, in answer to its cover, does so. */
function answerTo(move: Move, scene: Scene): Fulfilled | null {
  const posting = scene.posting.get(move.span.messageId);
  if (posting === undefined || !ANSWERS.test(wordsAt(move.span, scene))) return null;
  const self = move.by.email.toLowerCase();
  const kept = posting.memberIds
    .filter((id) => id !== posting.coverId)
    .flatMap((id) => scene.answers.get(id) ?? [])
    .filter(({ message }) => message.from.email.toLowerCase() === self && message.time > move.at)
    .sort((a, b) => a.message.time - b.message.time)[0];
  return kept === undefined
    ? null
    : { move, at: kept.message.time, because: whole(kept.message.messageId, posting.id) };
}

/** When it was known that a posting belongs to the discussion a move was made in; null when nothing says so. */
function tieOf(
  move: Move,
  { series, at }: { readonly series: Series; readonly at: number },
  later: readonly { readonly series: Series; readonly at: number }[],
  heirs: ReadonlyMap<MessageId, readonly Heir[]>,
  scene: Scene,
): number | null {
  const { messageId } = move.span;
  if (isAnswered(move, series, scene)) return at;
  const posting = scene.posting.get(messageId);
  const thread = scene.threadOf.get(messageId);
  const ofPosting = posting === undefined ? [] : (heirs.get(posting.id) ?? []);
  const kin = new Set(ofPosting.map((heir) => heir.series.id));
  if (kin.has(series.id)) return at;
  const inThread = (id: MessageId): boolean => scene.threadOf.get(id) === thread;
  if (series.citations.some(({ id }) => inThread(id))) return at;
  const citing = later.find(
    (other) =>
      kin.has(other.series.id) && other.series.citations.some(({ id }) => series.memberIds.includes(id)),
  );
  return citing?.at ?? null;
}

/** Whether a posting stands in answer to what somebody said in an answer. */
function isAnswered({ span }: Move, { id }: Series, { readings, members }: Scene): boolean {
  if (members.has(span.messageId) || (readings.get(span.messageId)?.parent ?? null) === null) return false;
  let at = readings.get(id)?.parent ?? null;
  for (let step = 0; step < STEPS_UP_MAX && at !== null; step += 1) {
    if (at === span.messageId) return true;
    at = readings.get(at)?.parent ?? null;
  }
  return false;
}

/** Whether a promise is that of a next version, and this is one, of the posting discussed or in answer to it. */
function isNextVersion(move: Move, series: Series, scene: Scene): boolean {
  const { span } = move;
  const posting = scene.posting.get(span.messageId);
  const isNewer = posting?.chainId === series.chainId && series.version > posting.version;
  if (!isNewer && !isAnswered(move, series, scene)) return false;
  const promise = NEXT_VERSION.exec(wordsAt(span, scene));
  return promise !== null && series.version >= Number(promise.groups?.['n'] ?? 0);
}

function wordsAt({ messageId, start, end }: Move['span'], scene: Scene): string {
  return (scene.readings.get(messageId)?.message.body ?? '').slice(start, end).toLowerCase();
}

function isPromised({ span }: Move, series: Series, scene: Scene): boolean {
  const words = wordsAt(span, scene);
  const head = scene.readings.get(series.id)?.message.body.slice(0, HEAD_LENGTH_MAX) ?? '';
  const names = [series.name, ...series.patches.map(({ name }) => name)].join('\n').toLowerCase();
  const isTest = TEST_POSTING.test(names) || series.lists.some((list) => TEST_POSTING.test(list));
  if (TEST.test(words) !== isTest) return false;
  if (isTest) return true;
  return (
    SERIES.test(words) && sharedWords(wordsOf(words), wordsOf(`${names}\n${head}`)).words.length >= SHARED_MIN
  );
}
