import { findWords, messageOf } from '@/lib/judge/anchor.ts';
import type { JudgedMessage, Unresolved } from '@/lib/judge/judged-item.ts';
import { type Judgement, refsOf, type Seen } from '@/lib/judge/judgement.ts';
import { inForce } from '@/lib/judge/undo.ts';

/**
 * The judgements in force whose words are gone, in order: with their message, or from it. `messages` are those they
 * name. What else may fail to hold (a status that its kind no longer has) is told with its design, as it depends on it.
 */
export function findLost(
  log: readonly Judgement[],
  messages: ReadonlyMap<string, readonly JudgedMessage[]>,
): readonly Unresolved[] {
  return inForce(log).flatMap((judgement): readonly Unresolved[] => {
    const [item, other] = refsOf(judgement.act);
    if (item === undefined) return [];
    const why = whyLost(item, messages);
    if (why !== null) return [{ judgement, why }];
    if (other === undefined || whyLost(other, messages) === null) return [];
    return [{ judgement, why: judgement.act.verb === 'span' ? 'words-missing' : 'other-missing' }];
  });
}

function whyLost(
  { anchor }: Seen,
  messages: ReadonlyMap<string, readonly JudgedMessage[]>,
): 'message-missing' | 'words-missing' | null {
  const message = messageOf(anchor, messages);
  if (message === null) return 'message-missing';
  return findWords(anchor, message) === null ? 'words-missing' : null;
}
