import { expect, test } from 'vitest';
import { CATALOGUE, findEntry, scenarioOf } from '@/lib/sim/zero-range/catalogue/entries.ts';
import { costLine, distanceOf, scaledScenarios } from '@/lib/sim/zero-range/catalogue/scale.ts';
import { expectationsOf } from '@/lib/sim/zero-range/catalogue/test-expected.ts';
import { checkScenario } from '@/lib/sim/zero-range/check.ts';
import type { Cost } from '@/lib/sim/zero-range/report.ts';
import { findStrategy, type StrategyName } from '@/lib/sim/zero-range/strategy.ts';

const STATES_MAX = 2_000_000;

/** Every filled cell of the specification, at the entry's own number of events. */
test.each(CATALOGUE.filter(({ name }) => expectationsOf(name).length > 0))(
  '$name is as predicted',
  (entry) => {
    const found: unknown[] = [];
    const predicted: unknown[] = [];
    for (const { code, verdict, deterministic, cost } of expectationsOf(entry.name)) {
      const strategy = findStrategy(code)?.name as StrategyName;
      const bounds = { eventsMax: entry.events, statesMax: STATES_MAX };
      const report = checkScenario(scenarioOf(entry).scenario, strategy, bounds);
      const counts = Object.fromEntries(
        Object.keys(cost).map((key) => [key, report.cost?.[key as keyof Cost] ?? null]),
      );
      found.push({
        code,
        verdict: verdict === null ? null : report.verdict,
        deterministic: deterministic === null ? null : report.deterministic,
        exhausted: report.exhausted,
        cost: counts,
      });
      predicted.push({ code, verdict, deterministic, exhausted: true, cost });
    }
    expect(found).toEqual(predicted);
  },
  120_000,
);

test('five events show the loss that four hide', () => {
  const entry = findEntry('nv-second-block');
  expect(entry).not.toBeNull();
  if (entry === null) return;
  const verdictOf = (strategy: StrategyName): readonly string[] =>
    checkScenario(scenarioOf(entry).scenario, strategy, { eventsMax: 5, statesMax: STATES_MAX }).verdict;
  expect(verdictOf('scan-revalidate')).toEqual(['LOSS', 'POSTEOF']);
  expect(verdictOf('zero-partial-eof')).toEqual(['LOSS']);
});

test('the terabyte scan is a straight line through three sizes', () => {
  const entry = findEntry('zero-1T-clean-tail');
  expect(entry).not.toBeNull();
  if (entry === null) return;
  const probesAt = (strategy: StrategyName): number | null => {
    const measured = scaledScenarios(entry).flatMap(({ bytes, scenario }) => {
      const { cost } = checkScenario(scenario, strategy, { eventsMax: 0, statesMax: STATES_MAX });
      return cost === null ? [] : [{ bytes, cost }];
    });
    const line = costLine(measured, 'probes');
    return line === null ? null : line.fixed + line.perByte * distanceOf(entry.script);
  };
  const pages = (1000 * 2 ** 30) / 4096;
  expect(probesAt('lookup-no-create')).toBe(pages);
  expect(probesAt('scan-revalidate')).toBeLessThan(10);
  expect(probesAt('folio-batch')).toBeLessThan(10);
});
