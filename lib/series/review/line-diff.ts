/** A run of lines: in both texts (`aLength` = `bLength` > 0 and `equal`), else taken away from a and put into b. */
export type LineRun = {
  readonly equal: boolean;
  readonly aStart: number;
  readonly aLength: number;
  readonly bStart: number;
  readonly bLength: number;
};

/**
 * Steps one comparison may take before what is left counts as replaced whole. Two unlike texts of 3,000 lines need
 * about 18 million; patches people review need thousands.
 */
const STEPS_MAX = 4_000_000;
/** The trace of Myers' algorithm keeps a row of this length for every difference at most: 32 MB. */
const DIFFERENCES_MAX = 2_000;

/** Steps that several comparisons may take together; each takes its own off. */
export type Budget = { steps: number };

/** Numbers for lines, equal for equal lines, so that comparing is comparing integers. */
export type LineNumbers = { readonly numberOf: (line: string) => number };

export function numberLines(): LineNumbers {
  const numbers = new Map<string, number>();
  return {
    numberOf: (line) => {
      const known = numbers.get(line);
      if (known !== undefined) return known;
      numbers.set(line, numbers.size);
      return numbers.size - 1;
    },
  };
}

/**
 * How a becomes b, in the fewest lines added and removed (Myers 1986) as long as that is affordable. The runs cover
 * both texts, in order, equal and unequal in turn.
 */
export function diffLines(
  a: readonly string[],
  b: readonly string[],
  budget: Budget = { steps: STEPS_MAX },
): readonly LineRun[] {
  const { numberOf } = numberLines();
  return diffNumbers(a.map(numberOf), b.map(numberOf), budget);
}

export function diffNumbers(
  a: readonly number[],
  b: readonly number[],
  budget: Budget = { steps: STEPS_MAX },
): readonly LineRun[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const runs: LineRun[] = [];
  addRun(runs, { equal: true, aStart: 0, aLength: head, bStart: 0, bLength: head });
  const kept = matchMiddle(a.slice(head, a.length - tail), b.slice(head, b.length - tail), budget);
  let aStart = head;
  let bStart = head;
  const replaceUpTo = (aEnd: number, bEnd: number): void =>
    addRun(runs, { equal: false, aStart, aLength: aEnd - aStart, bStart, bLength: bEnd - bStart });
  for (const [aIndex, bIndex] of kept) {
    const aKept = aIndex + head;
    const bKept = bIndex + head;
    replaceUpTo(aKept, bKept);
    addRun(runs, { equal: true, aStart: aKept, aLength: 1, bStart: bKept, bLength: 1 });
    aStart = aKept + 1;
    bStart = bKept + 1;
  }
  const aTail = a.length - tail;
  const bTail = b.length - tail;
  replaceUpTo(aTail, bTail);
  addRun(runs, { equal: true, aStart: aTail, aLength: tail, bStart: bTail, bLength: tail });
  return runs;
}

/**
 * The least number of lines to add and remove between a and b, or null when it is more than `most`. Needs memory for
 * one row only and at most (a + b) * most steps.
 */
export function countDifferences(a: readonly number[], b: readonly number[], most: number): number | null {
  if (Math.abs(a.length - b.length) > most) return null;
  const frontier = createFrontier(a, b, most);
  for (let differences = 0; differences <= most; differences++) {
    for (let diagonal = -differences; diagonal <= differences; diagonal += 2) {
      const at = frontier.step(diagonal, differences);
      if (at >= a.length && at - diagonal >= b.length) return differences;
    }
  }
  return null;
}

/** Puts `run` behind the others, as a part of the last one when it is of its kind. */
function addRun(runs: LineRun[], run: LineRun): void {
  const { equal, aLength, bLength } = run;
  if (aLength === 0 && bLength === 0) return;
  const last = runs.at(-1);
  if (last?.equal !== equal) runs.push(run);
  else runs[runs.length - 1] = { ...last, aLength: last.aLength + aLength, bLength: last.bLength + bLength };
}

/** Pairs of equal lines, rising on both sides: the longest such list, shorter when the limits are reached. */
function matchMiddle(
  a: readonly number[],
  b: readonly number[],
  budget: Budget,
): readonly (readonly [number, number])[] {
  if (a.length === 0 || b.length === 0) return [];
  const most = Math.min(a.length + b.length, DIFFERENCES_MAX);
  const frontier = createFrontier(a, b, most);
  const rows: Int32Array[] = [];
  const stepsLeft = budget.steps - Math.min(budget.steps, STEPS_MAX);
  for (let differences = 0; differences <= most && budget.steps > stepsLeft; differences++) {
    rows.push(frontier.row(differences));
    for (let diagonal = -differences; diagonal <= differences; diagonal += 2) {
      const at = frontier.step(diagonal, differences);
      if (at >= a.length && at - diagonal >= b.length) return trace(rows, differences, a.length, b.length);
    }
    budget.steps -= 2 * differences + 1;
  }
  return [];
}

/** How far each diagonal (x - y) of Myers' algorithm has come, as the x of its end. */
type Frontier = {
  /** Advances one diagonal by one difference and all equal lines after it; returns its x. */
  readonly step: (diagonal: number, differences: number) => number;
  /** Where the diagonals stand that so many differences reach, diagonal d at index d + differences. */
  readonly row: (differences: number) => Int32Array;
};

function createFrontier(a: readonly number[], b: readonly number[], most: number): Frontier {
  const middle = most + 1;
  const furthest = new Int32Array(2 * middle + 1);
  return {
    step: (diagonal, differences) => {
      const below = furthest[middle + diagonal + 1] ?? 0;
      const left = furthest[middle + diagonal - 1] ?? 0;
      const down = diagonal === -differences || (diagonal !== differences && left < below);
      let x = differences === 0 ? 0 : down ? below : left + 1;
      while (x < a.length && x - diagonal < b.length && x >= diagonal && a[x] === b[x - diagonal]) x++;
      furthest[middle + diagonal] = x;
      return x;
    },
    row: (differences) => furthest.slice(middle - differences, middle + differences + 1),
  };
}

function trace(
  rows: readonly Int32Array[],
  differences: number,
  aLength: number,
  bLength: number,
): readonly (readonly [number, number])[] {
  const pairs: [number, number][] = [];
  let x = aLength;
  let y = bLength;
  for (let count = differences; count > 0; count--) {
    // The row holds the state before this difference.
    const row = rows[count] as Int32Array;
    const diagonal = x - y;
    const below = row[diagonal + 1 + count] ?? 0;
    const left = row[diagonal - 1 + count] ?? 0;
    const down = diagonal === -count || (diagonal !== count && left < below);
    const fromX = down ? below : left;
    const fromY = fromX - (down ? diagonal + 1 : diagonal - 1);
    const afterX = down ? fromX : fromX + 1;
    while (x > afterX) pairs.push([--x, --y]);
    x = fromX;
    y = fromY;
  }
  while (x > 0 && y > 0) pairs.push([--x, --y]);
  return pairs.reverse();
}
