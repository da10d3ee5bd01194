import type { Because } from '@/lib/design/status/evidence.ts';
import { arrivalOf } from '@/lib/design/status/heirs.ts';
import type { Scene } from '@/lib/design/status/scene.ts';
import { robotHolding } from '@/lib/series/robot-holding.ts';
import type { Series } from '@/lib/series/series.ts';

export type TakenAt = { readonly at: number; readonly held: boolean; readonly because: Because };

/**
 * When the robot of a tree said that it took a posting (epoch milliseconds), and where: of all of it, or of its last
 * patch after the others, below it or in mails of the tree's own; and when it let a patch of it go. Robots have no say
 * in the talk, so nothing else tells this of a design. Like any posting it counts from when all of it was there.
 */
export function takenByRobot(series: Series, scene: Scene): readonly TakenAt[] {
  const since = arrivalOf(series, scene);
  if (since === null) return [];
  const timeOf = (id: Series['id']): number => scene.readings.get(id)?.message.time ?? 0;
  return robotHolding(series, since, (id) => timeOf(id) <= since).map(({ at, held, cause }) => {
    const { messageId, start, end } = cause;
    return { at, held, because: { messageId, start, end, series: series.id } };
  });
}
