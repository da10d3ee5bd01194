import { groupBy } from '@/lib/base/multimap.ts';
import { createThreadSets, tiesOfSeries } from '@/lib/design/thread-sets.ts';
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
  const { threads, series } = derived;
  const sets = createThreadSets();
  for (const { one, other } of tiesOfSeries(derived)) sets.join(one, other);
  const threadOf = threadsByMessage(derived);
  for (const { threadId, citations } of series) {
    for (const { id, label } of citations) {
      const cited = label !== null && SAME_DESIGN.test(label) ? threadOf.get(id) : undefined;
      if (cited !== undefined) sets.join(threadId, cited);
    }
  }
  const seriesOf = groupBy(series, ({ threadId }) => sets.rootOf(threadId));
  // Threads come in the order of their beginnings, those without a posting too.
  const threadIds = threads.map(({ id }) => id);
  return [...groupBy(threadIds, sets.rootOf)].map(([root, ids]) => ({
    id: ids[0] as MessageId,
    threadIds: ids,
    seriesIds: (seriesOf.get(root) ?? []).map(({ id }) => id),
  }));
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
