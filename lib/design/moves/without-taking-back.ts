import { itemId, type Move } from '@/lib/design/item.ts';
import { overlap } from '@/lib/design/overlap.ts';
import type { Reading, Unit } from '@/lib/design/reading.ts';
import { leadsToTakingBack, takenBackBy } from '@/lib/design/takes-back.ts';

/**
 * An endorsement without the sentence in which its author takes back what he had said: he agrees with what stands
 * beside it ("I like this one. Forget about 2."), and is for nothing that the taking back names. None when nothing but
 * `Fair point.` is left; any other move as it is.
 */
export function withoutTakingBack(move: Move, { message, units }: Reading): readonly Move[] {
  if (move.kind !== 'endorsement') return [move];
  const { span } = move;
  const textOf = ({ start, end }: Unit): string => message.body.slice(start, end);
  const sentences = units.filter((unit) => overlap(unit, span));
  const at = sentences.findIndex((one) => takenBackBy(textOf(one)) !== null);
  if (at === -1) return [move];
  const sides = [sentences.slice(0, at), sentences.slice(at + 1)];
  const [first, ...others] = sides.find((side) => side.some((one) => !leadsToTakingBack(textOf(one)))) ?? [];
  if (first === undefined) return [];
  const agrees = {
    ...span,
    start: Math.max(span.start, first.start),
    end: Math.min(span.end, (others.at(-1) ?? first).end),
  };
  return [{ ...move, id: itemId('endorsement', agrees), span: agrees }];
}
