import type { Move } from '@/lib/design/item.ts';
import { numbersIn } from '@/lib/design/numbered.ts';
import { type Outcome, outcomeOf } from '@/lib/design/outcome.ts';
import type { Reading, ThreadReading } from '@/lib/design/reading.ts';
import type { Because } from '@/lib/design/status/evidence.ts';
import type { Scene } from '@/lib/design/status/scene.ts';
import type { Web } from '@/lib/design/status/web.ts';
import { mayCall, openersOf, takersOf } from '@/lib/design/status/who-calls.ts';

export type Called = {
  readonly move: Move;
  readonly at: number;
  readonly status: Outcome;
  readonly because: Because;
};

/**
 * Where somebody who may say it (who-calls.ts) tells below a mail that proposes something, and is no patch, what the
 * vote or the call for consensus on it came to. What a series proposes is adopted when a tree takes it.
 */
export function called(web: Web, scene: Scene): readonly Called[] {
  const told = scene.threads.map((thread) => ({ thread, outcomes: outcomesIn(thread, web, scene) }));
  const some = told.filter(({ outcomes }) => outcomes.length > 0);
  if (some.length === 0) return [];
  const takers = takersOf(scene);
  return some.flatMap(({ thread, outcomes }) => {
    const openers = openersOf(thread);
    return outcomes.flatMap(({ reading, called: one }) => (mayCall(reading, openers, takers) ? [one] : []));
  });
}

type Told = { readonly reading: Reading; readonly called: Called };

/** What is said of the outcome, whoever says it. */
function outcomesIn({ readings }: ThreadReading, web: Web, scene: Scene): readonly Told[] {
  const root = readings.find(({ parent }) => parent === null)?.message;
  if (root === undefined || scene.posting.has(root.messageId)) return [];
  const move = mainProposal(web.byMessage.get(root.messageId) ?? []);
  if (move === null) return [];
  return readings.flatMap((reading): readonly Told[] => {
    const { message, units, parent } = reading;
    if (parent === null || message.facts.robot !== null || message.time <= move.at) return [];
    for (const { start, end } of units) {
      const words = message.body.slice(start, end);
      const status = outcomeOf(words);
      if (status === null || isOfOther(words, root.subject)) continue;
      const because = { messageId: message.messageId, start, end, series: null };
      return [{ reading, called: { move, at: message.time, status, because } }];
    }
    return [];
  });
}

/** The surest of what a mail proposes, of equals the first. */
function mainProposal(moves: readonly Move[]): Move | null {
  const proposals = moves.filter(({ kind }) => kind === 'proposal');
  return proposals.reduce<Move | null>(
    (best, one) => (best === null || one.confidence > best.confidence ? one : best),
    null,
  );
}

/** A number that the thread does not bear is of another proposal. */
function isOfOther(words: string, subject: string): boolean {
  const [number] = numbersIn(words);
  return number !== undefined && !new RegExp(`\\b${number}\\b`).test(subject);
}
