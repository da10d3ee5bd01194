import type { MessageId } from '@/lib/mail/email.ts';
import type { Cause, Posting } from '@/lib/series/series.ts';

/** A posting that reverts patches of another, and the words by which it was taken. */
export type RevertedBy = {
  readonly by: MessageId;
  /** Numbers of the patches that it reverts. */
  readonly patches: readonly number[];
  /** Null when nobody took it, or it was let go since. */
  readonly cause: Cause | null;
};

/** What reverts a posting, each once, oldest first, by the last word on each of its patches. */
export function revertedBy({ undone, reverts }: Pick<Posting, 'undone' | 'reverts'>): readonly RevertedBy[] {
  const numbers = new Map<MessageId, Set<number>>();
  for (const { by, patches } of undone) {
    const known = numbers.get(by) ?? new Set<number>();
    for (const n of patches) known.add(n);
    numbers.set(by, known);
  }
  // What was reverted of a patch is one word after another; those of other patches are beside it.
  const held = new Map<MessageId, Map<string, Cause>>();
  for (const { by, patches, lifted, cause } of reverts) {
    const words = held.get(by) ?? new Map<string, Cause>();
    held.set(by, words);
    if (lifted) words.delete(patches.join(' '));
    else words.set(patches.join(' '), cause);
  }
  return [...numbers].map(([by, patches]) => ({
    by,
    patches: [...patches].sort((a, b) => a - b),
    cause: lastOf([...(held.get(by)?.values() ?? [])]),
  }));
}

function lastOf(causes: readonly Cause[]): Cause | null {
  return causes.reduce<Cause | null>((best, one) => (best === null || one.at > best.at ? one : best), null);
}
