import type { Move } from '@/lib/design/item.ts';
import { buildMoves } from '@/lib/design/moves/build-moves.ts';
import { unitFeatures } from '@/lib/design/moves/features.ts';
import { linearScores, softmax } from '@/lib/design/moves/linear.ts';
import { type MoveModel, SHIPPED } from '@/lib/design/moves/model.ts';
import { visitSettings } from '@/lib/design/moves/setting.ts';
import type { ThreadReading } from '@/lib/design/reading.ts';
import type { Derived } from '@/lib/series/derive.ts';

/**
 * The moves people make in threads, in order of time, message id and place. What is found in a message depends on it
 * and on earlier ones only, so the archive cut at any time gives the same moves up to then. Robots make none.
 */
export function findMoves(threads: readonly ThreadReading[], _derived: Derived): readonly Move[] {
  return movesBy(SHIPPED, threads);
}

/** `findMoves` by another model, as cross-validation needs it. */
export function movesBy(model: MoveModel, threads: readonly ThreadReading[]): readonly Move[] {
  const moves: Move[] = [];
  for (const thread of threads) {
    visitSettings(thread, (reading, setting) => {
      if (reading.message.facts.robot !== null || reading.units.length === 0) return;
      const chances = unitFeatures(reading, setting).map((features) =>
        softmax(linearScores(model.linear, features)),
      );
      moves.push(...buildMoves(reading, setting, chances, model));
    });
  }
  return moves.sort(
    (a, b) => a.at - b.at || compare(a.span.messageId, b.span.messageId) || a.span.start - b.span.start,
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
