import type { Move } from '@/lib/design/item.ts';
import type { Reading } from '@/lib/design/reading.ts';
import { type Evidence, type RoleOf, whole } from '@/lib/design/status/evidence.ts';
import type { Scene } from '@/lib/design/status/scene.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import { isReview } from '@/lib/series/review-events.ts';
import type { Series } from '@/lib/series/series.ts';

/** What was said of the whole posting, without the roles, which differ from move to move. */
type Notice = {
  readonly reading: Reading;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly to: MessageId;
};

/** A posting of which hundreds speak has its fate from the first of them; so has a move from later patches. */
const NOTICES_MAX = 60;
const STEPS_UP_MAX = 8;
/** The evidence that a signal is: what was taken in part was taken. */
const SIGNALS: ReadonlyMap<string, string> = new Map([
  ['applied', 'signal-applied'],
  ['applied-in-part', 'signal-applied'],
  ['withdrawn', 'signal-withdrawn'],
  ['respin-promised', 'signal-respin-promised'],
  ['nak', 'signal-nak'],
]);

export type Notices = ReadonlyMap<MessageId, readonly Notice[]>;

/** Signals and review trailers below each posting, by its id, in order of time. */
export function findNotices(series: readonly Series[], scene: Scene): Notices {
  const notices = new Map<MessageId, readonly Notice[]>();
  for (const posting of series) {
    const found: Notice[] = [];
    for (const { message, to } of posting.discussion.answers) {
      if (found.length >= NOTICES_MAX) break;
      const reading = scene.readings.get(message.messageId);
      if (reading === undefined) continue;
      for (const { kind, start, end } of message.facts.signals) {
        const name = SIGNALS.get(kind);
        if (name !== undefined) found.push({ reading, name, start, end, to });
      }
      if (message.facts.trailers.some(isReview)) found.push({ reading, name: 'tag', start: 0, end: 0, to });
    }
    notices.set(posting.id, found);
  }
  return notices;
}

/** What was said of the posting that a move is about, and patches sent in its thread. */
export function fromThread(move: Move, scene: Scene, notices: Notices, roles: RoleOf): readonly Evidence[] {
  const { messageId } = move.span;
  const out: Evidence[] = [];
  const posting = scene.posting.get(messageId);
  const ofPosting = posting === undefined ? [] : (notices.get(posting.id) ?? []);
  for (const { reading, name, start, end, to } of ofPosting) {
    const { message } = reading;
    if (message.time <= move.at) continue;
    const role = roles(message.from);
    const because = { messageId: message.messageId, start, end, series: null };
    out.push({ at: message.time, name: `${name}:${role}`, because });
    if (name === 'tag' && (to === messageId || to === posting?.coverId)) {
      out.push({ at: message.time, name: `tag-here:${role}`, because });
    }
  }
  const thread = scene.threadOf.get(messageId);
  const patches = thread === undefined ? [] : (scene.patches.get(thread.id) ?? []);
  const later = patches.filter(({ message }) => message.time > move.at);
  for (const reading of later.slice(0, NOTICES_MAX)) {
    const { message } = reading;
    const role = roles(message.from);
    const because = whole(message.messageId);
    const name = isBelow(reading, messageId, scene) ? 'patch-below' : 'patch';
    out.push({ at: message.time, name: `${name}:${role}`, because });
    if (/\bv\d/i.test(message.subject.slice(0, 40))) {
      out.push({ at: message.time, name: `patch-version:${role}`, because });
    }
  }
  return out;
}

function isBelow(reading: Reading, messageId: MessageId, scene: Scene): boolean {
  let at: Reading | undefined = reading;
  for (let steps = 0; at !== undefined && steps < STEPS_UP_MAX; steps += 1) {
    if (at.parent === messageId) return true;
    at = at.parent === null ? undefined : scene.readings.get(at.parent);
  }
  return false;
}
