import { pushTo } from '@/lib/base/multimap.ts';
import { normaliseName } from '@/lib/mail/fields/subject.ts';
import { assignRows } from '@/lib/series/review/assignment.ts';
import {
  type Budget,
  countDifferences,
  diffNumbers,
  type LineNumbers,
  numberLines,
} from '@/lib/series/review/line-diff.ts';
import type { RangePatch, RangeText } from '@/lib/series/review/range-text.ts';

/** What two patches were paired by: equal diffs, the cheapest assignment, or the title alone. */
export type PairedBy = 'diff' | 'cost' | 'title';
export type Pair = { readonly before: number; readonly after: number; readonly by: PairedBy };

/** git's --creation-factor: a patch counts as new when this part of its lines is cheaper than any pairing. */
const CREATION_FACTOR_PERCENT = 60;
/** Series up to this length are assigned exactly; in longer ones equal diffs and titles are paired first. */
const EXACT_PATCHES_MAX = 60;
/** Steps all comparisons of two versions may take together: about a quarter of a second. */
const STEPS_MAX = 20_000_000;
const CONTEXT_LINES = 3;
/** Dearer than any assignment of honest costs, and still exact in sums. */
const FORBIDDEN = 1e12;

type Side = { readonly patch: RangePatch; readonly diff: readonly number[]; readonly key: string };

/**
 * Pairs the patches of two versions: equal diffs first, then equal titles, then as git range-diff does by the
 * assignment with the least total cost, where a pair costs the size of the diff between both diffs. A patch written
 * anew under its old name is an answer to its review, which git does not need to know.
 */
export function pairPatches(
  before: readonly { readonly patch: RangePatch; readonly text: RangeText }[],
  after: readonly { readonly patch: RangePatch; readonly text: RangeText }[],
): readonly Pair[] {
  const numbers = numberLines();
  const a = before.map(({ patch, text }) => toSide(patch, text, numbers));
  const b = after.map(({ patch, text }) => toSide(patch, text, numbers));
  const pairs: Pair[] = pairEqual(a, b, [], (side) => side.key, 'diff');
  const isLong = Math.max(a.length, b.length) > EXACT_PATCHES_MAX;
  const budget = { steps: STEPS_MAX };
  const namesakes = pairEqual(a, b, pairs, isLong ? titleOf : onlyTitles(a, b), 'title');
  pairs.push(
    ...namesakes.map((pair) => (isAlike(a, b, pair, budget) ? { ...pair, by: 'cost' as const } : pair)),
  );
  pairs.push(...pairCheapest(a, b, pairs, budget));
  pairs.push(...pairEqual(a, b, pairs, titleOf, 'title'));
  return pairs;
}

/** Whether git would take them for one patch as well, were there no other. */
function isAlike(a: readonly Side[], b: readonly Side[], { before, after }: Pair, budget: Budget): boolean {
  const [old, fresh] = [a[before] as Side, b[after] as Side];
  return pairCost(old.diff, fresh.diff, creationCost(old) + creationCost(fresh), budget) !== null;
}

function titleOf({ patch }: Side): string {
  return normaliseName(patch.title);
}

/**
 * The title of a patch that no other of its version has: such a patch is paired with its namesake, whatever is cheaper.
 * A small patch costs little with any other, so that by cost alone it takes the place of what was written anew.
 */
function onlyTitles(...versions: readonly (readonly Side[])[]): (side: Side) => string {
  const repeated = new Set<string>();
  for (const sides of versions) {
    const seen = new Set<string>();
    for (const title of sides.map(titleOf)) (seen.has(title) ? repeated : seen).add(title);
  }
  return (side) => (repeated.has(titleOf(side)) ? '' : titleOf(side));
}

function toSide(patch: RangePatch, text: RangeText, { numberOf }: LineNumbers): Side {
  const lines = text.diff.map((line) => line.text);
  return { patch, diff: lines.map(numberOf), key: lines.join('\n') };
}

/** Unpaired patches with an equal, not empty key, in order. */
function pairEqual(
  a: readonly Side[],
  b: readonly Side[],
  pairs: readonly Pair[],
  keyOf: (side: Side) => string,
  by: PairedBy,
): Pair[] {
  const waiting = new Map<string, number[]>();
  for (const before of openOf(a, pairs, 'before')) {
    pushTo(waiting, keyOf(a[before] as Side), before);
  }
  return openOf(b, pairs, 'after').flatMap((after) => {
    const key = keyOf(b[after] as Side);
    const before = key === '' ? undefined : waiting.get(key)?.shift();
    return before === undefined ? [] : [{ before, after, by }];
  });
}

function openOf(
  sides: readonly Side[],
  pairs: readonly Pair[],
  which: 'before' | 'after',
): readonly number[] {
  const taken = new Set(pairs.map((pair) => pair[which]));
  return sides.flatMap((_, index) => (taken.has(index) ? [] : [index]));
}

function pairCheapest(
  a: readonly Side[],
  b: readonly Side[],
  pairs: readonly Pair[],
  budget: Budget,
): readonly Pair[] {
  const rows = openOf(a, pairs, 'before');
  const columns = openOf(b, pairs, 'after');
  if (rows.length === 0 || columns.length === 0) return [];
  if (Math.max(rows.length, columns.length) > EXACT_PATCHES_MAX) return [];
  const dropped = rows.map((row) => creationCost(a[row] as Side));
  const added = columns.map((column) => creationCost(b[column] as Side));
  const costs = rows.map((row, i) => [
    ...columns.map((column, j) => {
      const most = (dropped[i] ?? 0) + (added[j] ?? 0);
      return pairCost((a[row] as Side).diff, (b[column] as Side).diff, most, budget) ?? FORBIDDEN;
    }),
    ...rows.map((_, j) => (i === j ? (dropped[i] ?? 0) : FORBIDDEN)),
  ]);
  for (const [i] of columns.entries()) {
    costs.push([...columns.map((_, j) => (i === j ? (added[i] ?? 0) : FORBIDDEN)), ...rows.map(() => 0)]);
  }
  const assigned = assignRows(costs);
  return rows.flatMap((before, i) => {
    const column = assigned[i] ?? columns.length;
    const after = columns[column];
    const isPair = after !== undefined && (costs[i]?.[column] ?? FORBIDDEN) < FORBIDDEN;
    return isPair ? [{ before, after, by: 'cost' as const }] : [];
  });
}

function creationCost({ diff }: Side): number {
  return Math.floor((diffSize(diff, [], { steps: 1 }) * CREATION_FACTOR_PERCENT) / 100);
}

/** Size of the diff of two diffs, or null when it is more than `most`, which no least assignment would pay. */
function pairCost(a: readonly number[], b: readonly number[], most: number, budget: Budget): number | null {
  if (a.length === 0 || b.length === 0) return null;
  budget.steps -= a.length + b.length;
  if (budget.steps < 0 || a.length + b.length - 2 * countCommon(a, b) > most) return null;
  const differences = countDifferences(a, b, most);
  budget.steps -= (differences ?? most) ** 2;
  if (differences === null) return null;
  const size = diffSize(a, b, budget);
  return size > most ? null : size;
}

/** Lines both have, each as often as both have it: no diff can keep more. */
function countCommon(a: readonly number[], b: readonly number[]): number {
  const left = new Map<number, number>();
  for (const line of a) left.set(line, (left.get(line) ?? 0) + 1);
  let common = 0;
  for (const line of b) {
    const count = left.get(line) ?? 0;
    if (count === 0) continue;
    left.set(line, count - 1);
    common++;
  }
  return common;
}

/** Lines of the unified diff with three lines of context, `@@` lines counted, as git's diffsize. */
function diffSize(a: readonly number[], b: readonly number[], budget: Budget): number {
  const runs = diffNumbers(a, b, budget);
  let size = 0;
  for (const [index, run] of runs.entries()) {
    if (!run.equal) {
      size += run.aLength + run.bLength;
      if (index <= 1) size++;
    } else if (index === 0 || index === runs.length - 1) {
      size += runs.length === 1 ? 0 : Math.min(run.aLength, CONTEXT_LINES);
    } else if (run.aLength > 2 * CONTEXT_LINES) size += 2 * CONTEXT_LINES + 1;
    else size += run.aLength;
  }
  return size;
}
