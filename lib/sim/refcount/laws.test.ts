import { expect, test } from 'vitest';
import { explorePath, searchScenario, searchStates } from '@/lib/sim/refcount/check.ts';
import type { Profile, Scenario } from '@/lib/sim/refcount/scenario.ts';
import { STRATEGY_IDS } from '@/lib/sim/refcount/strategy.ts';
import type { CheckReport } from '@/lib/sim/report.ts';
import { runSearch } from '@/lib/sim/run-search.ts';

/** Every scenario there is: the space is small enough for all of it instead of random samples. */
const SCENARIOS: readonly Scenario[] = (['rcu', 'now', 'typesafe'] as const).flatMap((free) =>
  (['strong', 'weak'] as const).flatMap((table) =>
    [1, 2].flatMap((lookups) =>
      [true, false].flatMap((removal) =>
        [true, false].map((reuse): Scenario => {
          const profile: Profile = { free, table };
          const name = `${free} ${table} ${lookups} ${removal} ${reuse}`;
          return { domain: 'refcount', name, profile, lookups, removal, reuse };
        }),
      ),
    ),
  ),
);
const EVENTS = 5;
const STATES_MAX = 100_000;

function forAll(law: (scenario: Scenario, strategy: (typeof STRATEGY_IDS)[number]['name']) => void): void {
  for (const scenario of SCENARIOS) for (const { name } of STRATEGY_IDS) law(scenario, name);
}

function reportOf(
  scenario: Scenario,
  strategy: (typeof STRATEGY_IDS)[number]['name'],
  eventsMax: number,
): CheckReport {
  return runSearch(searchScenario(scenario, strategy, { eventsMax, statesMax: STATES_MAX }));
}

test('every space is exhausted, and the report is the same again', () => {
  forAll((scenario, strategy) => {
    const report = reportOf(scenario, strategy, EVENTS);
    expect(report.exhausted, scenario.name).toBe(true);
    expect(reportOf(scenario, strategy, EVENTS)).toEqual(report);
  });
});

test('every counterexample replays to its violation, and no shorter part of it does', () => {
  forAll((scenario, strategy) => {
    for (const { property, path } of reportOf(scenario, strategy, EVENTS).counterexamples) {
      const bounds = { eventsMax: EVENTS, statesMax: 1 };
      const ends = (length: number): readonly string[] =>
        explorePath(scenario, strategy, bounds, path.slice(0, length)).violations.map(
          ({ violation }) => violation,
        );
      expect(ends(path.length), `${scenario.name} ${strategy}`).toContain(property);
      for (let length = 0; length < path.length; length++) expect(ends(length)).not.toContain(property);
    }
  });
});

test('the reduction keeps the verdict and never has more states', () => {
  forAll((scenario, strategy) => {
    const bounds = { eventsMax: EVENTS, statesMax: STATES_MAX };
    const plain = runSearch(searchStates(scenario, strategy, bounds, 'none'));
    const reduced = runSearch(searchStates(scenario, strategy, bounds, 'fewest-events'));
    const found = ({ discoveries }: typeof plain): readonly boolean[] =>
      discoveries.map(({ path }) => path !== null);
    expect(found(reduced), `${scenario.name} ${strategy}`).toEqual(found(plain));
    expect(reduced.states).toBeLessThanOrEqual(plain.states);
  });
});

test('more events find no less, and beyond five nothing new happens', () => {
  forAll((scenario, strategy) => {
    let before: readonly string[] = [];
    for (let events = 0; events <= EVENTS; events++) {
      const { verdict } = reportOf(scenario, strategy, events);
      expect(verdict, `${scenario.name} ${strategy} ${events}`).toEqual(expect.arrayContaining([...before]));
      before = verdict;
    }
    // unlink, drop, release, grace, reuse: each happens once.
    const [five, nine] = [reportOf(scenario, strategy, EVENTS), reportOf(scenario, strategy, 9)];
    expect(nine.states).toBe(five.states);
  });
});

test('nobody who removes nothing breaks anything', () => {
  forAll((scenario, strategy) => {
    if (!scenario.removal) expect(reportOf(scenario, strategy, EVENTS).verdict, scenario.name).toEqual([]);
  });
});

test('in a weak table no lookup under the lock is safe with a plain get, and with a strong one each is', () => {
  for (const scenario of SCENARIOS.filter(({ removal }) => removal)) {
    const isRight = reportOf(scenario, 'get-locked', EVENTS).verdict.length === 0;
    expect(isRight, scenario.name).toBe(scenario.profile.table === 'strong');
  }
});
