import { compareText } from '@/lib/base/compare-text.ts';
import { createThreadSets, type Tie, tiesOfSeries } from '@/lib/design/thread-sets.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import type { Derived } from '@/lib/series/derive.ts';

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
  const sets = createThreadSets();
  const ties = [...tiesOfSeries(derived)].sort(
    (a, b) => a.at - b.at || compareText(a.one, b.one) || compareText(a.other, b.other),
  );
  let next = 0;
  return {
    designOf: sets.rootOf,
    advance: (at) => {
      const joined: { from: MessageId; to: MessageId }[] = [];
      for (; next < ties.length && (ties[next] as Tie).at <= at; next += 1) {
        const { one, other } = ties[next] as Tie;
        const swallowed = sets.join(one, other);
        if (swallowed !== null) joined.push(swallowed);
      }
      return joined;
    },
  };
}
