import type { Because } from '@/lib/design/status/evidence.ts';
import { answersOfOthers, findDrop, findSignal } from '@/lib/series/review-events.ts';
import type { Series } from '@/lib/series/series.ts';

/** `held`: somebody took it anew. */
export type LetGo = { readonly at: number; readonly held: boolean; readonly because: Because };

/**
 * When the last of the people who said that they took a posting, or a patch of it, says that he let it go, and when
 * somebody takes it anew. What its author drops is his to change; what a robot says is told by taken-by-robot.ts.
 */
export function letGoByPeople(series: Series): readonly LetGo[] {
  const holders = new Set<string>();
  const found: LetGo[] = [];
  for (const { message } of answersOfOthers(series)) {
    if (message.facts.robot !== null) continue;
    const who = message.from.email.toLowerCase();
    const taken = findSignal(message, ['applied', 'applied-in-part']);
    const signal = taken ?? findDrop(series, message);
    if (signal === null) continue;
    const { start, end } = signal;
    const because = { messageId: message.messageId, start, end, series: series.id };
    if (taken !== null) {
      if (holders.size === 0 && found.length > 0) found.push({ at: message.time, held: true, because });
      holders.add(who);
    } else if (holders.delete(who) && holders.size === 0) {
      found.push({ at: message.time, held: false, because });
    }
  }
  return found;
}
