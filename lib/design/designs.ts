import { groupBy } from '@/lib/base/multimap.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import type { Derived } from '@/lib/series/derive.ts';

/** What belongs together: the threads of one design, the oldest first, and the series posted in them. */
export type Design = {
  /** The id of its oldest thread. */
  readonly id: MessageId;
  readonly threadIds: readonly MessageId[];
  readonly seriesIds: readonly MessageId[];
};

/** Labels of a citation that say the cited thread was about the same: an earlier version, the discussion before. */
const SAME_DESIGN = /^(?:rfc|v\d|previous|prior|earlier|last|supersedes|obsoletes|replaces)/;

/**
 * Joins threads into designs: those one series was mailed in, those of the versions of a chain and of a series and the
 * one it `follows`, and those a cover letter names with a label (`v1:`, `RFC:`, `previous discussion:`). What a cover
 * cites without one is as often a thing it depends on, and would tie a whole list into one design. Oldest design first.
 */
export function findDesigns(derived: Derived): readonly Design[] {
  const { threads, series, links } = derived;
  const up = new Map<MessageId, MessageId>(threads.map(({ id }) => [id, id]));
  const threadOf = threadsByMessage(derived);
  const seen = new Map<MessageId, number>();
  threads.forEach(({ id }, index) => {
    seen.set(id, index);
  });
  const byId = new Map(series.map((one) => [one.id, one]));
  for (const one of series) {
    for (const id of one.threadIds) join(up, one.threadId, id);
    for (const { id, label } of one.citations) {
      const cited = label !== null && SAME_DESIGN.test(label) ? threadOf.get(id) : undefined;
      if (cited !== undefined) join(up, one.threadId, cited);
    }
  }
  for (const { earlier, later, holds } of links) {
    const [from, to] = [byId.get(earlier), byId.get(later)];
    if (holds && from !== undefined && to !== undefined) join(up, from.threadId, to.threadId);
  }
  const groups = groupBy(
    threads.map(({ id }) => id),
    (id) => rootOf(up, id),
  );
  return [...groups.values()].map((threadIds) => {
    // Threads come in the order of their beginnings, those without a posting too.
    const ordered = [...threadIds].sort((a, b) => (seen.get(a) ?? 0) - (seen.get(b) ?? 0));
    const members = new Set(ordered);
    return {
      id: ordered[0] as MessageId,
      threadIds: ordered,
      seriesIds: series.filter((one) => members.has(one.threadId)).map(({ id }) => id),
    };
  });
}

/** The thread of each message that is here: of several with one id that of the message which owns it. */
export function threadsByMessage({
  threads,
  imposters,
}: Pick<Derived, 'threads' | 'imposters'>): ReadonlyMap<string, MessageId> {
  const threadOf = new Map<string, MessageId>();
  for (const { id, nodes } of threads) {
    for (const { messageId, key } of nodes) {
      if (key !== null && !imposters.has(key)) threadOf.set(messageId, id);
    }
  }
  return threadOf;
}

function join(up: Map<MessageId, MessageId>, one: MessageId, other: MessageId): void {
  const [a, b] = [rootOf(up, one), rootOf(up, other)];
  if (a !== b) up.set(b, a);
}

/** Halves the path on the way, so that asking again is cheap. */
function rootOf(up: Map<MessageId, MessageId>, id: MessageId): MessageId {
  let at = id;
  for (;;) {
    const above = up.get(at) ?? at;
    if (above === at) return at;
    up.set(at, up.get(above) ?? above);
    at = above;
  }
}
