import { pushTo } from '@/lib/base/multimap.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import type { Derived } from '@/lib/series/derive.ts';

/** Disjoint sets of threads (union-find), each with one of them as its root. */
export type ThreadSets = {
  readonly rootOf: (threadId: MessageId) => MessageId;
  /** The set of `other` goes into that of `one`: both roots as they were, null when it is there already. */
  readonly join: (
    one: MessageId,
    other: MessageId,
  ) => { readonly from: MessageId; readonly to: MessageId } | null;
};

export function createThreadSets(): ThreadSets {
  const up = new Map<MessageId, MessageId>();
  // Halves the path on the way, so that asking again is cheap.
  const rootOf = (id: MessageId): MessageId => {
    let at = id;
    for (let above = up.get(at); above !== undefined; above = up.get(at)) {
      const beyond = up.get(above);
      if (beyond !== undefined) up.set(at, beyond);
      at = above;
    }
    return at;
  };
  const join: ThreadSets['join'] = (one, other) => {
    const [to, from] = [rootOf(one), rootOf(other)];
    if (to === from) return null;
    up.set(from, to);
    return { from, to };
  };
  return { rootOf, join };
}

/** Two threads of one design from a time on (epoch milliseconds). */
export type Tie = { readonly at: number; readonly one: MessageId; readonly other: MessageId };

/**
 * What series tie: the threads one was mailed in, those of a series and the one it is a version of or follows, and the
 * threads that begin with the mail of a tree which tells of it, and those of what reverts it.
 */
export function tiesOfSeries(derived: Derived): readonly Tie[] {
  const { series, links } = derived;
  const byId = new Map(series.map((one) => [one.id, one]));
  const ofThreads = series.flatMap(({ threadId, threadIds, sentAt }) =>
    threadIds.map((id): Tie => ({ at: sentAt, one: threadId, other: id })),
  );
  const ofLinks = links.flatMap(({ earlier, later, holds }): readonly Tie[] => {
    const [from, to] = [byId.get(earlier), byId.get(later)];
    if (!holds || from === undefined || to === undefined) return [];
    return [{ at: to.sentAt, one: from.threadId, other: to.threadId }];
  });
  return [...ofThreads, ...ofLinks, ...tiesOfTrees(derived), ...tiesOfReverts(derived)].filter(
    ({ one, other }) => one !== other,
  );
}

/** A series that reverts a patch, from when it was taken; none where it reverts several efforts by then. */
function tiesOfReverts({ series }: Derived): readonly Tie[] {
  const byId = new Map(series.map((one) => [one.id, one]));
  const told = new Map<
    MessageId,
    { readonly at: number; readonly one: MessageId; readonly chain: MessageId }[]
  >();
  for (const { threadId, chainId, reverts } of series) {
    const firsts = new Map([...reverts].reverse().map(({ by, cause }) => [by, cause.at]));
    for (const [by, at] of firsts) pushTo(told, by, { at, one: threadId, chain: chainId });
  }
  return [...told].flatMap(([by, ties]) => {
    const other = byId.get(by)?.threadId;
    const isOfOne = ({ at, chain }: (typeof ties)[number]): boolean =>
      ties.every((tie) => tie.chain === chain || tie.at > at);
    return other === undefined ? [] : ties.filter(isOfOne).map(({ at, one }) => ({ at, one, other }));
  });
}

/** A mail that tells of several efforts, as thanks of a maintainer may, is of none: it would join them all. */
function tiesOfTrees({ threads, series }: Derived): readonly Tie[] {
  const begun = new Set<string>(threads.map(({ id }) => id));
  const told = new Map<MessageId, { readonly chains: Set<MessageId>; readonly ties: Tie[] }>();
  for (const { threadId, chainId, sentAt, taken } of series) {
    for (const { messageId, at } of taken) {
      // A thread is called by its first message.
      if (!begun.has(messageId)) continue;
      const { chains, ties } = told.get(messageId) ?? { chains: new Set(), ties: [] };
      told.set(messageId, { chains: chains.add(chainId), ties });
      ties.push({ at: Math.max(at, sentAt), one: threadId, other: messageId });
    }
  }
  return [...told.values()].flatMap(({ chains, ties }) => (chains.size === 1 ? ties : []));
}
