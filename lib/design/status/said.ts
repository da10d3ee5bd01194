import type { Block, Reading, Unit } from '@/lib/design/reading.ts';
import { type Manner, mannerOf } from '@/lib/design/status/manner.ts';

/** Words of one person between quotes, as a node in the web of answers. */
export type Said = {
  readonly reading: Reading;
  readonly block: Block;
  /** Its sentences. */
  readonly units: readonly Unit[];
  /** Told when first asked: most words answer nothing that is followed. */
  readonly manner: () => Manner;
};

export function wordsBetweenQuotes(reading: Reading): readonly Said[] {
  const units: Unit[][] = reading.blocks.map(() => []);
  for (const unit of reading.units) units[unit.block]?.push(unit);
  return reading.blocks.map((block, index) => {
    const own = units[index] ?? [];
    let known: Manner | null = null;
    const manner = (): Manner => {
      known ??= mannerOf(reading.message.body, own);
      return known;
    };
    return { reading, block, units: own, manner };
  });
}
