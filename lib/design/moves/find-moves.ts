import type { Move } from '@/lib/design/item.ts';
import { buildMoves } from '@/lib/design/moves/build-moves.ts';
import { unitFeatures } from '@/lib/design/moves/features.ts';
import { linearScores, softmax } from '@/lib/design/moves/linear.ts';
import type { Found } from '@/lib/design/moves/quoted.ts';
import { visitSettings } from '@/lib/design/moves/setting.ts';
import { LINEAR } from '@/lib/design/moves/weights.ts';
import type { ThreadReading } from '@/lib/design/reading.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import type { Derived } from '@/lib/series/derive.ts';

/**
 * The moves people make in threads, in order of time, message id and place. What is found in a message depends on it
 * and on earlier ones only, so the archive cut at any time gives the same moves up to then. Robots make none.
 */
export function findMoves(threads: readonly ThreadReading[], _derived: Derived): readonly Move[] {
  const moves = threads.flatMap(movesOfThread);
  return moves.sort(
    (a, b) =>
      a.at - b.at ||
      (a.span.messageId < b.span.messageId
        ? -1
        : a.span.messageId > b.span.messageId
          ? 1
          : a.span.start - b.span.start),
  );
}

function movesOfThread(thread: ThreadReading): readonly Move[] {
  const found = new Map<MessageId, readonly Found[]>();
  const moves: Move[] = [];
  visitSettings(thread, (reading, setting) => {
    if (reading.message.facts.robot !== null || reading.units.length === 0) return;
    const scores = unitFeatures(reading, setting, found).map((features) =>
      softmax(linearScores(LINEAR, features)),
    );
    const own = buildMoves(reading, setting, scores);
    found.set(
      reading.message.messageId,
      own.map(({ kind, span }) => ({ kind, start: span.start, end: span.end })),
    );
    moves.push(...own);
  });
  return moves;
}
