import { beforeAll, expect, test } from 'vitest';
import { performRun } from '@/lib/evidence/run.ts';
import { type Standing, standingOf, standingsOf } from '@/lib/evidence/standing.ts';
import type { CheckReport } from '@/lib/sim/report.ts';
import { CATALOGUE } from '@/lib/sim/zero-range/catalogue/entries.ts';
import { zeroRangeDomain } from '@/lib/sim/zero-range/domain.ts';
import type { StrategyName } from '@/lib/sim/zero-range/strategy.ts';

const STRATEGIES = [
  'flush-always',
  'flush-if-dirty',
  'scan-revalidate',
  'invalidate',
  'folio-batch',
] as const;
const reports = new Map<string, readonly CheckReport[]>();

beforeAll(() => {
  for (const { name } of CATALOGUE) {
    const own = STRATEGIES.map(
      (strategy) => performRun({ scenario: name, strategy, settings: [], events: null }, false).report,
    );
    reports.set(name, own);
  }
});

function check(strategy: StrategyName, disk: string, expected: (standing: Standing) => void): void {
  expected(standingOf(strategy, reports, disk));
}

test('what is right everywhere and what is not', () => {
  check('folio-batch', 'SSD', ({ right, searched, wrong }) => {
    expect(right).toBe(searched);
    expect(wrong).toEqual([]);
  });
  check('scan-revalidate', 'SSD', ({ wrong }) =>
    expect(wrong).toContainEqual({ scenario: 'nv-trunc-down', verdict: ['LOSS', 'POSTEOF'] }),
  );
});

test('of several at once, what it is of each alone', () => {
  const all = standingsOf(zeroRangeDomain.strategies, reports, 'HDD');
  expect([...all.keys()]).toEqual(zeroRangeDomain.strategies.map(({ name }) => name));
  for (const [name, standing] of all) expect(standing).toEqual(standingOf(name, reports, 'HDD'));
});

test('costs are relative to the fastest sound one, the worst workload has its name', () => {
  check('flush-always', 'HDD', ({ cost }) => {
    expect(cost?.usual).toBeGreaterThan(1.5);
    expect(cost?.worst).toBeGreaterThan(100);
  });
  // The batch is the fastest sound one of these five.
  check('folio-batch', 'HDD', ({ cost }) => expect(cost?.worst).toBeCloseTo(1, 3));
  check('scan-revalidate', 'HDD', ({ cost }) => expect(cost?.usual).toBeCloseTo(1, 2));
  check('invalidate', 'HDD', ({ cost }) => expect(cost?.endless).toBeGreaterThan(5));
  check('folio-batch', 'no such disk', ({ cost }) => expect(cost).toBe(null));
});
