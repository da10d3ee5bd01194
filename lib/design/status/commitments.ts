import { pushTo } from '@/lib/base/multimap.ts';
import type { Move } from '@/lib/design/item.ts';
import { addressOf } from '@/lib/design/same-person.ts';
import { arrivalOf, type Heir } from '@/lib/design/status/heirs.ts';
import type { Scene } from '@/lib/design/status/scene.ts';
import { textOf } from '@/lib/design/status/text-of.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import type { Series } from '@/lib/series/series.ts';

/** A posting and when all of it was there. */
export type Arrived = { readonly series: Series; readonly at: number };

/** What somebody promised, with what may keep it. */
export type Commitment = {
  readonly move: Move;
  /** Of the promise, in lower case. */
  readonly words: string;
  /** What its author posted later, in order of arrival. */
  readonly later: readonly Arrived[];
  /** When it was known that one of these belongs to the discussion of the promise; null when nothing says so. */
  readonly tiedAt: (posting: Arrived) => number | null;
};

/** A promise nobody kept for so long is kept by chance. */
const LATEST_MS = 365 * 24 * 60 * 60 * 1000;
const POSTINGS_MAX = 30;
/** So far up a posting may stand below the promise of it. */
const STEPS_UP_MAX = 8;

/** The promises among moves. */
export function commitmentsOf(
  moves: readonly Move[],
  heirs: ReadonlyMap<MessageId, readonly Heir[]>,
  scene: Scene,
  all: readonly Series[],
): readonly Commitment[] {
  const byAuthor = new Map<string, Arrived[]>();
  for (const series of all) {
    const at = arrivalOf(series, scene);
    if (at !== null) pushTo(byAuthor, addressOf(series.author), { series, at });
  }
  for (const list of byAuthor.values()) list.sort((a, b) => a.at - b.at);
  return moves.flatMap((move): readonly Commitment[] => {
    if (move.kind !== 'action' || move.origin !== 'commitment') return [];
    // The posting that a promise stands in arrives after it, with its last patch.
    const later = (byAuthor.get(addressOf(move.by)) ?? [])
      .filter(({ series, at }) => series.sentAt > move.at && at < move.at + LATEST_MS)
      .slice(0, POSTINGS_MAX);
    const tiedAt = (posting: Arrived): number | null => tieOf(move, posting, later, heirs, scene);
    return [{ move, words: textOf(move.span, scene).toLowerCase(), later, tiedAt }];
  });
}

/**
 * A posting is tied to a move that it answers, to one that was made of what it goes on from, and to a thread of which
 * it names a message; and by a posting that goes on so and names it.
 */
function tieOf(
  move: Move,
  { series, at }: Arrived,
  later: readonly Arrived[],
  heirs: ReadonlyMap<MessageId, readonly Heir[]>,
  scene: Scene,
): number | null {
  const { messageId } = move.span;
  if (answersMove(series, move, scene)) return at;
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
  return citing === undefined ? null : Math.max(at, citing.at);
}

/** Whether a posting stands below what somebody said in an answer. */
export function answersMove({ id }: Series, { span }: Move, { readings, members }: Scene): boolean {
  if (members.has(span.messageId) || (readings.get(span.messageId)?.parent ?? null) === null) return false;
  let at = readings.get(id)?.parent ?? null;
  for (let step = 0; step < STEPS_UP_MAX && at !== null; step += 1) {
    if (at === span.messageId) return true;
    at = readings.get(at)?.parent ?? null;
  }
  return false;
}
