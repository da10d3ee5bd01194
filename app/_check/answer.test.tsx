import { expect, test } from 'vitest';
import { CataloguePage } from '@/app/_check/catalogue-page.tsx';
import { StrategyPage } from '@/app/_check/strategy-page.tsx';
import { wordsOf } from '@/app/_check/test-reports.ts';
import { assert } from '@/lib/base/assert.ts';
import { findStrategy } from '@/lib/domains/registry.ts';
import { performRun } from '@/lib/evidence/run.ts';
import { standingOf } from '@/lib/evidence/standing.ts';

/** What is said before anything else of some strategies on some scenarios. */

const STRATEGIES = ['flush-always', 'folio-batch', 'zero-partial-eof', 'invalidate'];
const SCENARIOS = ['cow-over-hole-trunc-down', 'trunc-down-unwritten-eof', 'uuidd-unwritten'];
const REPORTS = new Map(
  SCENARIOS.map((scenario) => [
    scenario,
    STRATEGIES.map(
      (strategy) => performRun({ scenario, strategy, settings: [], events: null }, false).report,
    ),
  ]),
);

function found(name: string): NonNullable<ReturnType<typeof findStrategy>> {
  const strategy = findStrategy(name);
  assert(strategy !== null, name);
  return strategy;
}

test('above the matrix: who is right and at what cost, who loses bytes, whose zeroing never ends', () => {
  const { domain } = found('skip');
  const props = { domain, reports: REPORTS, evidence: [], present: new Map(), machine: 'SSD' };
  const words = wordsOf(<CataloguePage {...props} />).split(' Verdicts · holds ')[0];
  expect(words).toMatch(/right on every scenario S2 flush-always ×\d+ S8 folio-batch ×[\d.]+ P garbage/);
  expect(words).toMatch(/ L valid bytes are lost S9 zero-partial-eof C /);
  expect(words).toMatch(/ V never comes to an end S6 invalidate D a flush waits for itself none/);
});

/** Up to the steps. */
function headOf(name: string): string {
  const { domain, strategy } = found(name);
  const reports = [...REPORTS.values()].flat().filter((report) => report.strategy === name);
  const props = { domain, strategy, reports, evidence: [], present: new Map(), cited: new Map() };
  const said = { comments: [], may: { comment: false, moderate: false } };
  const standing = standingOf(name, REPORTS, 'SSD');
  return wordsOf(<StrategyPage {...props} standing={standing} said={said} />).split(' Steps ')[0] ?? '';
}

test('a strategy says first what goes wrong with it', () => {
  expect(headOf('zero-partial-eof')).toContain('✕ valid bytes are lost on 1 of 2 scenarios right on 1');
  expect(headOf('folio-batch')).toContain('● right on all 2 scenarios');
});
