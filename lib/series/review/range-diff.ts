import { type Budget, diffLines } from '@/lib/series/review/line-diff.ts';
import { type PairedBy, pairPatches } from '@/lib/series/review/range-pairs.ts';
import {
  type RangePatch,
  type RangeText,
  type RangeTextLine,
  rangeText,
} from '@/lib/series/review/range-text.ts';

/** One line of how a patch changed: a line of its message or of its diff, in both, only before or only after. */
export type RangeLine = {
  readonly part: 'message' | 'diff';
  readonly kind: 'context' | 'added' | 'deleted';
  readonly text: string;
  /** Offsets in the body before and after, null where the line is not or was made up. */
  readonly before: number | null;
  readonly after: number | null;
};

export type RangeEntry = {
  readonly kind: 'same' | 'changed' | 'new' | 'dropped';
  readonly before: RangePatch | null;
  readonly after: RangePatch | null;
  readonly by: PairedBy | null;
  readonly messageChanged: boolean;
  readonly diffChanged: boolean;
  /** Whole: every line of both, unless the patch is new, dropped or the same, which have none. */
  readonly lines: readonly RangeLine[];
};

/** Steps for showing what changed in all patches together: about a quarter of a second. */
const STEPS_MAX = 20_000_000;

/**
 * What became of each patch between two versions of a series, in the order of the later one; dropped patches stand
 * where they stood. Pure and bounded: see pairPatches and diffLines.
 */
export function rangeDiff(
  before: readonly RangePatch[],
  after: readonly RangePatch[],
): readonly RangeEntry[] {
  const a = before.map((patch) => ({ patch, text: rangeText(patch) }));
  const b = after.map((patch) => ({ patch, text: rangeText(patch) }));
  const pairOfAfter = new Map(pairPatches(a, b).map((pair) => [pair.after, pair]));
  const paired = new Set([...pairOfAfter.values()].map((pair) => pair.before));
  const entries: RangeEntry[] = [];
  const budget = { steps: STEPS_MAX };
  let shown = 0;
  const showDropped = (until: number): void => {
    for (; shown < until; shown++) {
      const dropped = a[shown];
      if (dropped !== undefined && !paired.has(shown)) entries.push(lone('dropped', dropped.patch, null));
    }
  };
  for (const [index, { patch, text }] of b.entries()) {
    const pair = pairOfAfter.get(index);
    const old = pair === undefined ? undefined : a[pair.before];
    if (pair === undefined || old === undefined) entries.push(lone('new', null, patch));
    else {
      showDropped(pair.before);
      entries.push(comparePair([old, { patch, text }], pair.by, budget));
    }
  }
  showDropped(a.length);
  return entries;
}

function lone(kind: 'new' | 'dropped', before: RangePatch | null, after: RangePatch | null): RangeEntry {
  return { kind, before, after, by: null, messageChanged: false, diffChanged: false, lines: [] };
}

type Side = { readonly patch: RangePatch; readonly text: RangeText };

function comparePair([old, fresh]: readonly [Side, Side], by: PairedBy, budget: Budget): RangeEntry {
  const message = compareLines('message', old.text.message, fresh.text.message, budget);
  const diff = compareLines('diff', old.text.diff, fresh.text.diff, budget);
  const messageChanged = message.some(({ kind }) => kind !== 'context');
  const diffChanged = diff.some(({ kind }) => kind !== 'context');
  const kind = messageChanged || diffChanged ? 'changed' : 'same';
  const lines = kind === 'same' ? [] : [...message, ...diff];
  return { kind, before: old.patch, after: fresh.patch, by, messageChanged, diffChanged, lines };
}

function compareLines(
  part: RangeLine['part'],
  a: readonly RangeTextLine[],
  b: readonly RangeTextLine[],
  budget: Budget,
): readonly RangeLine[] {
  const runs = diffLines(
    a.map((line) => line.text),
    b.map((line) => line.text),
    budget,
  );
  return runs.flatMap(({ equal, aStart, aLength, bStart, bLength }) => {
    const old = a.slice(aStart, aStart + aLength);
    const fresh = b.slice(bStart, bStart + bLength);
    if (equal) {
      return old.map(
        ({ text, start }, i): RangeLine => ({
          part,
          kind: 'context',
          text,
          before: start,
          after: fresh[i]?.start ?? null,
        }),
      );
    }
    const deleted = old.map(
      ({ text, start }): RangeLine => ({ part, kind: 'deleted', text, before: start, after: null }),
    );
    const added = fresh.map(
      ({ text, start }): RangeLine => ({ part, kind: 'added', text, before: null, after: start }),
    );
    return [...deleted, ...added];
  });
}
