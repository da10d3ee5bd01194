import { expect, test } from 'vitest';
import { CATALOGUE, findEntry, scenarioOf } from '@/lib/sim/zero-range/catalogue/entries.ts';
import { observeScenario } from '@/lib/sim/zero-range/observe.ts';
import type { Scenario } from '@/lib/sim/zero-range/operation.ts';
import type { StrategyName } from '@/lib/sim/zero-range/strategy.ts';
import { BOUNDS, falloc, K, pwrite, script, truncate } from '@/lib/sim/zero-range/test-scripts.ts';

function check(scenario: Scenario, strategy: StrategyName, expected: string): void {
  const seen = observeScenario(scenario, strategy, BOUNDS).filter(({ path }) => path !== null);
  expect(seen.map(({ name }) => name).join(' ')).toBe(expected);
}

test('a crash behind a truncate leaves old bytes behind EOF, with every strategy', () => {
  for (const strategy of ['skip', 'flush-if-dirty', 'scan-revalidate', 'folio-batch'] as const) {
    check(script([falloc(0, 4), pwrite(0, 4), truncate(2)]), strategy, 'crash-posteof');
  }
});

test('the bare zero range meets several dirty folios, what changes the size at 4k never does', () => {
  check(
    script([pwrite(0, 8), { kind: 'zrange', offset: 0, length: 8 * K }]),
    'flush-if-dirty',
    'several-dirty-folios',
  );
  for (const entry of CATALOGUE) {
    const { scenario } = scenarioOf(entry);
    const { block, page, folio } = scenario.profile;
    const last = scenario.statements.findLast(({ operation }) =>
      ['pwrite', 'truncate'].includes(operation.kind),
    );
    if (entry.events === 0 || block + page + folio !== 3 * 4096 || last !== scenario.statements.at(-1))
      continue;
    const seen = observeScenario(scenario, 'flush-if-dirty', { ...BOUNDS, eventsMax: entry.events });
    expect(seen.find(({ name }) => name === 'several-dirty-folios')?.path).toBe(null);
  }
});

test('a delayed allocation behind EOF that is zeroed as data dirties folios behind EOF', () => {
  const prealloc = { kind: 'delalloc_prealloc', offset: 0, length: 16 * K } as const;
  const operations = [prealloc, pwrite(0, 4), pwrite(12, 4)];
  check(script(operations), 'skip', '');
  check(script(operations, { delallocPostEof: false }), 'skip', 'dirty-behind-eof');
});

test('the path of an observation is a shortest one', () => {
  const entry = findEntry('zero-range-two-dirty-unwritten-blocks-noflush');
  const given = entry === null ? script([truncate(0)]) : scenarioOf(entry).scenario;
  const seen = observeScenario(given, 'skip', BOUNDS).find(({ name }) => name === 'several-dirty-folios');
  expect(seen?.path).toEqual([0, 0, 0, 0]);
});
