import { inOrder, type Judgement } from '@/lib/judge/judgement.ts';

/**
 * The judgements that count, in order: neither undone nor an undo. An undo that was undone undoes nothing; only a later
 * one can undo.
 */
export function inForce(log: readonly Judgement[]): readonly Judgement[] {
  const undone = new Set<string>();
  const kept: Judgement[] = [];
  for (const judgement of [...inOrder(log)].reverse()) {
    if (undone.has(judgement.id)) continue;
    if (judgement.act.verb === 'undo') undone.add(judgement.act.judgement);
    else kept.push(judgement);
  }
  return kept.reverse();
}
