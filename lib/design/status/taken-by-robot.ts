import type { Because } from '@/lib/design/status/evidence.ts';
import { findSignal, isAboutAll } from '@/lib/series/review-events.ts';
import type { Series } from '@/lib/series/series.ts';

/**
 * When the robot of a tree said that it took a posting (epoch milliseconds), and where: of all of it, or of its last
 * patch after the others. Robots have no say in the talk, so nothing else tells this of a design.
 */
export function takenByRobot(series: Series): { readonly at: number; readonly because: Because } | null {
  const left = new Set(series.patches.map(({ messageId }) => messageId));
  left.delete(null);
  for (const { to, message } of series.discussion.answers) {
    const signal = message.facts.robot === null ? null : findSignal(message, ['applied']);
    if (signal === null) continue;
    left.delete(to);
    if (!isAboutAll(series, to) && left.size > 0) continue;
    const { start, end } = signal;
    return { at: message.time, because: { messageId: message.messageId, start, end, series: series.id } };
  }
  return null;
}
