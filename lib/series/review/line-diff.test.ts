import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { countDifferences, diffLines, diffNumbers, numberLines } from '@/lib/series/review/line-diff.ts';

/** Runs drawn as `=ab` for equal and `-a+b` for replaced lines; one character a line. */
function check(a: string, b: string, expected: string): void {
  const drawn = diffLines([...a], [...b]).map((run) => {
    const from = a.slice(run.aStart, run.aStart + run.aLength);
    const to = b.slice(run.bStart, run.bStart + run.bLength);
    return run.equal ? `=${from}` : `${from === '' ? '' : `-${from}`}${to === '' ? '' : `+${to}`}`;
  });
  expect(drawn.join(' ')).toBe(expected);
}

const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 40 });

/** Length of the longest common subsequence by the table everybody knows. */
function longestCommon(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const one of a) {
    const next = [0];
    for (const [j, other] of b.entries()) {
      next.push(one === other ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

test('a few texts', () => {
  check('', '', '');
  check('abc', 'abc', '=abc');
  check('abc', '', '-abc');
  check('', 'abc', '+abc');
  check('abc', 'axc', '=a -b+x =c');
  check('abcd', 'bcde', '-a =bcd +e');
});

test('runs cover both texts, take turns, and are the fewest differences', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      const runs = diffLines(a, b);
      const side = (one: readonly string[], pick: 'a' | 'b'): readonly string[] =>
        runs.flatMap((run) =>
          pick === 'a'
            ? one.slice(run.aStart, run.aStart + run.aLength)
            : one.slice(run.bStart, run.bStart + run.bLength),
        );
      expect(side(a, 'a')).toEqual(a);
      expect(side(b, 'b')).toEqual(b);
      for (const [i, run] of runs.entries()) {
        if (i > 0) expect(run.equal).toBe(!runs[i - 1]?.equal);
        if (!run.equal) continue;
        expect(a.slice(run.aStart, run.aStart + run.aLength)).toEqual(
          b.slice(run.bStart, run.bStart + run.bLength),
        );
      }
      const changed = runs.reduce((sum, run) => sum + (run.equal ? 0 : run.aLength + run.bLength), 0);
      const least = a.length + b.length - 2 * longestCommon(a, b);
      expect(changed).toBe(least);
      const { numberOf } = numberLines();
      const [aNumbers, bNumbers] = [a.map(numberOf), b.map(numberOf)];
      expect(countDifferences(aNumbers, bNumbers, least)).toBe(least);
      if (least > 0) expect(countDifferences(aNumbers, bNumbers, least - 1)).toBeNull();
    }),
    { seed: 3, numRuns: 500 },
  );
});

test('two large texts without a line in common end soon', () => {
  const a = Array.from({ length: 50_000 }, (_, i) => i);
  const b = a.map((i) => -1 - i);
  const startedAt = cpuMs();
  expect(diffNumbers(a, b)).toEqual([
    { equal: false, aStart: 0, aLength: 50_000, bStart: 0, bLength: 50_000 },
  ]);
  expect(cpuMs() - startedAt).toBeLessThan(3_000);
});
