import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runSearch } from '@/lib/sim/run-search.ts';
import type { SearchResult } from '@/lib/sim/search.ts';
import { checkScenario, searchStates } from '@/lib/sim/zero-range/check.ts';
import { explorePath } from '@/lib/sim/zero-range/explore.ts';
import type { Scenario } from '@/lib/sim/zero-range/operation.ts';
import { STRATEGY_IDS, type StrategyName } from '@/lib/sim/zero-range/strategy.ts';
import { drawProfile, drawScenario } from '@/lib/sim/zero-range/test-random-scenario.ts';

/** More: DOCKET_LAWS_RUNS=5000 DOCKET_LAWS_SEED=7 npx vitest run lib/sim/zero-range/laws */
const RUNS = Number(process.env['DOCKET_LAWS_RUNS'] ?? 120);
const SEED = Number(process.env['DOCKET_LAWS_SEED'] ?? 5);
const BOUNDS = { eventsMax: 5, statesMax: 200_000 };

const draw = fc.tuple(fc.nat(16), fc.nat(14), fc.nat(14));
const scenario = fc
  .tuple(fc.nat(5), fc.nat(2 ** 9 - 1), fc.array(draw, { minLength: 1, maxLength: 6 }))
  .map(([sizes, switches, draws]) => drawScenario(drawProfile(sizes, switches), draws));
const strategy = fc.constantFrom(...STRATEGY_IDS.map(({ name }) => name));

/** Right in the specification, in every scenario they were run in. */
const RIGHT: readonly StrategyName[] = [
  'flush-always',
  'flush-if-dirty',
  'opt-out-flag',
  'folio-batch',
  'folio-batch-before-lookup',
];

function check<Input>(inputs: fc.Arbitrary<Input>, law: (input: Input) => void): void {
  fc.assert(fc.property(inputs, law), { seed: SEED, numRuns: RUNS });
}

function search(given: Scenario, name: StrategyName, reduction: 'none' | 'fewest-events'): SearchResult {
  return runSearch(searchStates(given, name, BOUNDS, reduction));
}

test('what is right is right on every profile that can validate', () => {
  check(scenario, (given) => {
    for (const name of RIGHT) {
      const { verdict, exhausted } = checkScenario(given, name, BOUNDS);
      expect([name, verdict, exhausted]).toEqual([name, [], true]);
    }
  });
});

test('a counterexample replays, and the report is the same again', () => {
  check(fc.tuple(scenario, strategy), ([given, name]) => {
    const report = checkScenario(given, name, BOUNDS);
    expect(checkScenario(given, name, BOUNDS)).toEqual(report);
    for (const { path, steps } of report.counterexamples) {
      expect(explorePath(given, name, BOUNDS, path).steps).toEqual(steps);
    }
  });
});

test('the reduction keeps the verdict and never has more states', () => {
  let spared = 0;
  check(fc.tuple(scenario, strategy), ([given, name]) => {
    const full = search(given, name, 'none');
    const reduced = search(given, name, 'fewest-events');
    const verdict = (result: SearchResult): unknown =>
      result.discoveries.map(({ property, path, withoutEvents }) => [property, path === null, withoutEvents]);
    expect(verdict(reduced)).toEqual(verdict(full));
    expect(reduced.states).toBeLessThanOrEqual(full.states);
    spared += full.states - reduced.states;
  });
  expect(spared).toBeGreaterThan(0);
});

test('more events find no less', () => {
  check(fc.tuple(scenario, strategy, fc.nat(4)), ([given, name, events]) => {
    const few = checkScenario(given, name, { ...BOUNDS, eventsMax: events });
    const more = checkScenario(given, name, { ...BOUNDS, eventsMax: events + 1 });
    expect(more.verdict).toEqual(expect.arrayContaining([...few.verdict]));
    expect(more.deterministic).toEqual(few.deterministic);
  });
});
