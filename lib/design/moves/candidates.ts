import { ITEM_KINDS, type ItemKind } from '@/lib/design/item.ts';
import type { Setting } from '@/lib/design/moves/setting.ts';
import type { Reading, Unit } from '@/lib/design/reading.ts';

/** One to three sentences of a paragraph that may carry one move. */
export type Candidate = {
  readonly kind: ItemKind;
  /** Indexes of its units. */
  readonly first: number;
  readonly last: number;
  /** What the trees ask. */
  readonly row: Float64Array;
};

/** The contract: a span covers at most three sentences. */
const SENTENCES_MAX = 3;
/** Less likely ones are never chosen. */
const CHANCE_MIN = 0.05;

/**
 * Every span of one to three sentences in a paragraph with every kind that has a chance, with what tells whether a
 * person would have marked it: how sure the linear model is of its sentences, of those beside it, and where it stands.
 */
export function candidatesOf(
  { units }: Reading,
  setting: Setting,
  chances: readonly Float64Array[],
): readonly Candidate[] {
  const candidates: Candidate[] = [];
  units.forEach((unit, first) => {
    for (
      let last = first;
      last < first + SENTENCES_MAX && units[last]?.paragraph === unit.paragraph;
      last += 1
    ) {
      if (units[last]?.block !== unit.block) break;
      ITEM_KINDS.forEach((kind, index) => {
        const own = chances.slice(first, last + 1).map((chance) => chance[index + 1] ?? 0);
        const any = 1 - own.reduce((left, chance) => left * (1 - chance), 1);
        if (any < CHANCE_MIN) return;
        candidates.push({
          kind,
          first,
          last,
          row: rowOf(units, setting, chances, { first, last, index, own, any }),
        });
      });
    }
  });
  return candidates;
}

type Span = {
  readonly first: number;
  readonly last: number;
  readonly index: number;
  readonly own: readonly number[];
  readonly any: number;
};

const PLACES: readonly Setting['place'][] = ['answer', 'root', 'cover', 'first-patch', 'patch'];

function rowOf(
  units: readonly Unit[],
  setting: Setting,
  chances: readonly Float64Array[],
  { first, last, index, own, any }: Span,
): Float64Array {
  const lengths = units.slice(first, last + 1).map(({ start, end }) => end - start);
  const length = lengths.reduce((sum, one) => sum + one, 0);
  const top = Math.max(...own);
  const topAt = own.indexOf(top);
  const second = own.reduce((most, chance, at) => (at === topAt ? most : Math.max(most, chance)), 0);
  const none = chances.slice(first, last + 1).map((chance) => chance[0] ?? 0);
  const beside = [first - 1, last + 1].map((at) => {
    const chance = chances[at];
    const isNear = units[at]?.paragraph === units[first]?.paragraph;
    return chance === undefined ? [0, 0, 0] : [chance[index + 1] ?? 0, 1 - (chance[0] ?? 0), isNear ? 1 : 0];
  });
  return Float64Array.of(
    index,
    last - first,
    length,
    top,
    Math.min(...own),
    any,
    own.reduce((sum, chance, at) => sum + chance * ((lengths[at] ?? 0) / length), 0),
    (lengths[topAt] ?? 0) / length,
    own[0] ?? 0,
    own.at(-1) ?? 0,
    Math.min(...none),
    Math.max(...none),
    topOther(chances, first, last, index),
    ...beside.flat(),
    first,
    units.length - last,
    PLACES.indexOf(setting.place),
    top - second,
    setting.isAuthor ? 1 : 0,
  );
}

/** The most likely other kind of any of its sentences. */
function topOther(chances: readonly Float64Array[], first: number, last: number, index: number): number {
  let most = 0;
  for (let at = first; at <= last; at += 1) {
    const chance = chances[at];
    for (let kind = 1; chance !== undefined && kind < chance.length; kind += 1) {
      if (kind !== index + 1) most = Math.max(most, chance[kind] ?? 0);
    }
  }
  return most;
}
