import { compareText } from '@/lib/base/compare-text.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import type { Derived } from '@/lib/series/derive.ts';

/** Two threads of one design from a time on: a series in one is a version of, or follows, one in the other. */
type Tie = { readonly at: number; readonly one: MessageId; readonly other: MessageId };

/** Tells which threads belong together, as far as was known at a time that only goes forward. */
export type DesignClock = {
  /** Joins what is tied at or before `at` (epoch milliseconds); gives the designs that were swallowed, and by which. */
  readonly advance: (at: number) => readonly { readonly from: MessageId; readonly to: MessageId }[];
  readonly designOf: (threadId: MessageId) => MessageId;
};

/**
 * Designs as they grow. An option must not change by mail that comes later, so two threads share options only from the
 * posting on that ties them, not for what was said before.
 */
export function createDesignClock(derived: Derived): DesignClock {
  const ties = tiesOf(derived);
  const up = new Map<MessageId, MessageId>();
  const rootOf = (id: MessageId): MessageId => {
    let at = id;
    for (let above = up.get(at); above !== undefined; above = up.get(at)) {
      const beyond = up.get(above);
      if (beyond !== undefined) up.set(at, beyond);
      at = above;
    }
    return at;
  };
  let next = 0;
  return {
    designOf: rootOf,
    advance: (at) => {
      const joined: { from: MessageId; to: MessageId }[] = [];
      for (; next < ties.length && (ties[next] as Tie).at <= at; next += 1) {
        const { one, other } = ties[next] as Tie;
        const [to, from] = [rootOf(one), rootOf(other)];
        if (to === from) continue;
        up.set(from, to);
        joined.push({ from, to });
      }
      return joined;
    },
  };
}

function tiesOf({ series, links }: Derived): readonly Tie[] {
  const byId = new Map(series.map((one) => [one.id, one]));
  const ties: Tie[] = [];
  for (const { threadId, threadIds, sentAt } of series) {
    for (const id of threadIds) if (id !== threadId) ties.push({ at: sentAt, one: threadId, other: id });
  }
  for (const { earlier, later, holds } of links) {
    const [from, to] = [byId.get(earlier), byId.get(later)];
    if (!holds || from === undefined || to === undefined || from.threadId === to.threadId) continue;
    ties.push({ at: to.sentAt, one: from.threadId, other: to.threadId });
  }
  return ties.sort((a, b) => a.at - b.at || compareText(a.one, b.one) || compareText(a.other, b.other));
}
