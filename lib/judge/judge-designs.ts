import type { Judgement } from '@/lib/judge/judgement.ts';
import { inForce } from '@/lib/judge/undo.ts';

/** A design as derived: its id is that of its oldest thread. */
export type DesignThreads = { readonly id: string; readonly threadIds: readonly string[] };

/**
 * Which threads belong together once people joined and parted designs. `threadOf` leads from a message to its thread;
 * judgements about messages that it does not know are left alone. A thread that is taken out of its design stands alone
 * until somebody joins it to another. Versions of a series are of one design; cutting a chain leaves them there,
 * because they were discussed together.
 */
export function judgeDesigns(
  designs: readonly DesignThreads[],
  log: readonly Judgement[],
  threadOf: ReadonlyMap<string, string>,
): readonly (readonly string[])[] {
  const groupOf = new Map<string, readonly string[]>();
  for (const { threadIds } of designs) for (const thread of threadIds) groupOf.set(thread, threadIds);
  const regroup = (threads: readonly string[]): void => {
    for (const thread of threads) groupOf.set(thread, threads);
  };
  for (const { act } of inForce(log)) {
    if (act.verb === 'merge-designs' || act.verb === 'chain') {
      const ids = act.verb === 'merge-designs' ? [act.design, act.with] : [act.earlier, act.later];
      const [one, other] = ids.map((id) => groupOf.get(threadOf.get(id) ?? ''));
      if (one !== undefined && other !== undefined) regroup([...new Set([...one, ...other])]);
    } else if (act.verb === 'split-design') {
      const thread = threadOf.get(act.thread);
      const group = thread === undefined ? undefined : groupOf.get(thread);
      if (thread === undefined || group === undefined) continue;
      regroup(group.filter((one) => one !== thread));
      regroup([thread]);
    }
  }
  return [...new Set(groupOf.values())];
}
