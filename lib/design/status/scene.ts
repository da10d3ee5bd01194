import { pushTo } from '@/lib/base/multimap.ts';
import { seriesByMember } from '@/lib/design/links/places.ts';
import type { Reading, ThreadReading } from '@/lib/design/reading.ts';
import { type Said, wordsBetweenQuotes } from '@/lib/design/status/said.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import type { Derived } from '@/lib/series/derive.ts';
import type { Series } from '@/lib/series/series.ts';

/** What statuses are judged by: who said what, and in which posting's discussion. */
export type Scene = {
  readonly threads: readonly ThreadReading[];
  readonly readings: ReadonlyMap<MessageId, Reading>;
  readonly threadOf: ReadonlyMap<MessageId, ThreadReading>;
  readonly said: ReadonlyMap<MessageId, readonly Said[]>;
  /** The messages that answer a message directly, robots left out. */
  readonly answers: ReadonlyMap<MessageId, readonly Reading[]>;
  /** The posting whose cover or patch a message is or is below. */
  readonly posting: ReadonlyMap<MessageId, Series>;
  /** Covers and patches. */
  readonly members: ReadonlySet<MessageId>;
  /** Messages of a thread that carry a patch of their own, in order of time, by thread id. */
  readonly patches: ReadonlyMap<MessageId, readonly Reading[]>;
};

export function buildScene(threads: readonly ThreadReading[], derived: Derived): Scene {
  const readings = new Map<MessageId, Reading>();
  const threadOf = new Map<MessageId, ThreadReading>();
  const said = new Map<MessageId, readonly Said[]>();
  const answers = new Map<MessageId, Reading[]>();
  const patches = new Map<MessageId, readonly Reading[]>();
  for (const thread of threads) {
    patches.set(
      thread.id,
      thread.readings.filter(({ message }) => message.facts.hasDiff),
    );
    for (const reading of thread.readings) {
      const id = reading.message.messageId;
      if (readings.has(id)) continue;
      readings.set(id, reading);
      threadOf.set(id, thread);
      said.set(id, wordsBetweenQuotes(reading));
      if (reading.parent !== null && reading.message.facts.robot === null)
        pushTo(answers, reading.parent, reading);
    }
  }
  return { threads, readings, threadOf, said, answers, patches, ...placePostings(readings, derived) };
}

/** A message belongs to the posting of its nearest ancestor that is a member, found without recursion. */
function placePostings(
  readings: ReadonlyMap<MessageId, Reading>,
  derived: Derived,
): Pick<Scene, 'posting' | 'members'> {
  const posting = new Map(seriesByMember(derived));
  const members = new Set(posting.keys());
  const outside = new Set<MessageId>();
  for (const id of readings.keys()) {
    const path: MessageId[] = [];
    const onPath = new Set<MessageId>();
    let at: MessageId | null = id;
    while (at !== null && !posting.has(at) && !outside.has(at) && !onPath.has(at)) {
      path.push(at);
      onPath.add(at);
      at = readings.get(at)?.parent ?? null;
    }
    const found = at === null ? undefined : posting.get(at);
    for (const one of path) {
      if (found === undefined) outside.add(one);
      else posting.set(one, found);
    }
  }
  return { posting, members };
}
