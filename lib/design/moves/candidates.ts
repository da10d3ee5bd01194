import { ITEM_KINDS, type ItemKind } from '@/lib/design/item.ts';
import { PLACES, type Setting } from '@/lib/design/moves/setting.ts';
import type { Reading, Unit } from '@/lib/design/reading.ts';

/** One to three sentences of a paragraph that may carry one move. */
export type Candidate = {
  readonly kind: ItemKind;
  /** Indexes of its units. */
  readonly first: number;
  readonly last: number;
  /** What the trees ask; good until the next one is visited. */
  readonly row: Float64Array;
};

/** The contract: a span covers at most three sentences. */
const SENTENCES_MAX = 3;

/** Numbers of a row: more than V8 keeps in its own heap, so one is used again and again. */
const ROW = new Float64Array(24);

/**
 * Visits every span of one to three sentences in a paragraph with every kind that has a chance of `least` in one of
 * them, with what tells whether a person would have marked it: how sure the linear model is of its sentences, of those
 * beside it, and where it stands.
 */
export function visitCandidates(
  { units }: Reading,
  setting: Setting,
  chances: readonly Float64Array[],
  least: number,
  visit: (candidate: Candidate) => void,
): void {
  const left = new Float64Array(ITEM_KINDS.length);
  for (let first = 0; first < units.length; first += 1) {
    left.fill(1);
    for (let last = first; last < first + SENTENCES_MAX && isBeside(units, first, last); last += 1) {
      for (let index = 0; index < left.length; index += 1) {
        const none = (left[index] ?? 1) * (1 - chanceAt(chances, last, index + 1));
        left[index] = none;
        if (1 - none < least) continue;
        fillRow(units, setting, chances, { first, last, index, any: 1 - none });
        visit({ kind: ITEM_KINDS[index] as ItemKind, first, last, row: ROW });
      }
    }
  }
}

function isBeside(units: readonly Unit[], first: number, last: number): boolean {
  const [from, to] = [units[first], units[last]];
  return from !== undefined && to?.paragraph === from.paragraph && to.block === from.block;
}

function chanceAt(chances: readonly Float64Array[], unit: number, kind: number): number {
  return unit < 0 ? 0 : (chances[unit]?.[kind] ?? 0);
}

type Span = {
  readonly first: number;
  readonly last: number;
  readonly index: number;
  /** That any of its sentences is of the kind, were they independent. */
  readonly any: number;
};

function fillRow(
  units: readonly Unit[],
  setting: Setting,
  chances: readonly Float64Array[],
  { first, last, index, any }: Span,
): void {
  const kind = index + 1;
  const length = charactersOf(units, first, last);
  const head = chanceAt(chances, first, kind);
  let [top, topAt, second, bottom] = [head, first, 0, head];
  let [mean, noneMin, noneMax] = [0, 1, 0];
  for (let at = first; at <= last; at += 1) {
    const chance = chanceAt(chances, at, kind);
    const none = chanceAt(chances, at, 0);
    mean += chance * (charactersOf(units, at, at) / length);
    noneMin = Math.min(noneMin, none);
    noneMax = Math.max(noneMax, none);
    if (at === first) continue;
    bottom = Math.min(bottom, chance);
    if (chance > top) [top, topAt, second] = [chance, at, top];
    else second = Math.max(second, chance);
  }
  ROW[0] = index;
  ROW[1] = last - first;
  ROW[2] = length;
  ROW[3] = top;
  ROW[4] = bottom;
  ROW[5] = any;
  ROW[6] = mean;
  ROW[7] = charactersOf(units, topAt, topAt) / length;
  ROW[8] = head;
  ROW[9] = chanceAt(chances, last, kind);
  ROW[10] = noneMin;
  ROW[11] = noneMax;
  ROW[12] = topOther(chances, first, last, index);
  ROW[13] = chanceAt(chances, first - 1, kind);
  ROW[14] = anyAt(chances, first - 1);
  ROW[15] = isNear(units, first, first - 1);
  ROW[16] = chanceAt(chances, last + 1, kind);
  ROW[17] = anyAt(chances, last + 1);
  ROW[18] = isNear(units, first, last + 1);
  ROW[19] = first;
  ROW[20] = units.length - last;
  ROW[21] = PLACES.indexOf(setting.place);
  ROW[22] = top - second;
  ROW[23] = setting.isAuthor ? 1 : 0;
}

function charactersOf(units: readonly Unit[], first: number, last: number): number {
  let sum = 0;
  for (let at = first; at <= last; at += 1) sum += (units[at]?.end ?? 0) - (units[at]?.start ?? 0);
  return sum;
}

/** That a sentence is a move of any kind; 0 beyond the edge. */
function anyAt(chances: readonly Float64Array[], at: number): number {
  const chance = at < 0 ? undefined : chances[at];
  return chance === undefined ? 0 : 1 - (chance[0] ?? 0);
}

/** Whether there is a sentence in the same paragraph. */
function isNear(units: readonly Unit[], first: number, at: number): number {
  return at >= 0 && units[at] !== undefined && units[at]?.paragraph === units[first]?.paragraph ? 1 : 0;
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
