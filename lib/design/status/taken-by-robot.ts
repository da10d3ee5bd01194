import type { Because } from '@/lib/design/status/evidence.ts';
import { heldWhole } from '@/lib/series/applied.ts';
import { findSignal, isAboutAll } from '@/lib/series/review-events.ts';
import type { Series } from '@/lib/series/series.ts';

type TakenAt = { readonly at: number; readonly because: Because };

/**
 * When the robot of a tree said that it took a posting (epoch milliseconds), and where: of all of it, or of its last
 * patch after the others, below it or in mails of the tree's own. Robots have no say in the talk, so nothing else tells
 * this of a design.
 */
export function takenByRobot(series: Series): TakenAt | null {
  const below = takenBelow(series);
  const cause = heldWhole(series)?.cause ?? null;
  if (cause === null || (below !== null && below.at <= cause.at)) return below;
  const { messageId, start, end, at } = cause;
  return { at, because: { messageId, start, end, series: series.id } };
}

function takenBelow(series: Series): TakenAt | null {
  const notes = new Set(series.taken.map(({ messageId }) => messageId));
  const left = new Set(series.patches.map(({ messageId }) => messageId));
  left.delete(null);
  for (const { to, message } of series.discussion.answers) {
    const signal = message.facts.robot === null ? null : findSignal(message, ['applied']);
    if (signal === null || notes.has(message.messageId)) continue;
    left.delete(to);
    if (!isAboutAll(series, to) && left.size > 0) continue;
    const { start, end } = signal;
    return { at: message.time, because: { messageId: message.messageId, start, end, series: series.id } };
  }
  return null;
}
