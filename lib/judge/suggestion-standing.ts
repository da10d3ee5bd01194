import { inOrder, type Judgement, type SuggestedBy } from '@/lib/judge/judgement.ts';
import { allTargets, suggestionTarget } from '@/lib/judge/targets.ts';
import { inForce } from '@/lib/judge/undo.ts';

/** What became of a line of mail. */
export type Standing = {
  readonly kind: 'waiting' | 'accepted' | 'declined';
  /** The judgement that took it up or declined it; null while it waits. */
  readonly by: Judgement | null;
  /** The last judgement about the line, also one that was undone: what a new one is made on top of. */
  readonly head: string | null;
};

/** `log` may hold more than what was said about the line. What was taken back counts for nothing: it waits again. */
export function standingOf(line: SuggestedBy, log: readonly Judgement[]): Standing {
  const target = suggestionTarget(line);
  const about = inOrder(log).filter((judgement) => allTargets(judgement).includes(target));
  const by = inForce(about).at(-1) ?? null;
  const kind = by === null ? 'waiting' : by.act.verb === 'decline' ? 'declined' : 'accepted';
  return { kind, by, head: about.at(-1)?.id ?? null };
}
