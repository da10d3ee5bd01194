import { expect, test } from 'vitest';
import { CATALOGUE } from '@/lib/sim/refcount/catalogue.ts';
import { explorePath, searchScenario } from '@/lib/sim/refcount/check.ts';
import { readScript } from '@/lib/sim/refcount/language.ts';
import type { Scenario } from '@/lib/sim/refcount/scenario.ts';
import { STRATEGY_IDS, type StrategyCode, type StrategyName } from '@/lib/sim/refcount/strategy.ts';
import type { CheckReport } from '@/lib/sim/report.ts';
import { runSearch } from '@/lib/sim/run-search.ts';

function reportOf(name: string, code: StrategyCode): CheckReport {
  const entry = CATALOGUE.find((one) => one.name === name);
  const strategy = STRATEGY_IDS.find((one) => one.code === code);
  if (entry === undefined || strategy === undefined) throw new Error(`${name} ${code}`);
  const scenario = readScript(name, entry.text, []).sizes[0]?.scenario as Scenario;
  return runSearch(searchScenario(scenario, strategy.name, { eventsMax: entry.events, statesMax: 100_000 }));
}

/** `expected`: violations with the steps of their shortest counterexample; empty: it holds. */
function check(name: string, code: StrategyCode, expected: string): void {
  const report = reportOf(name, code);
  const found = report.counterexamples.map(({ property, path }) => `${property} ${path.length}`);
  expect(found.join(', '), `${name} ${code}`).toBe(expected);
  expect(report.exhausted).toBe(true);
  expect(report.deterministic, 'an object that nobody removes stays').toEqual([]);
}

test('a plain get raises a count of zero, and RCU delays the free no longer than the section', () => {
  // rcu_lock, lookup; unlink, drop; inc. Then release, rcu_unlock, grace, use: nothing of it can be left out.
  check('lookup-races-removal', 'R0', 'REVIVED 5, UAF 9');
  check('two-lookups-one-removal', 'R0', 'REVIVED 5, UAF 9');
  // A weak table needs no unlink first.
  check('weak-entry-lookup', 'R0', 'REVIVED 4, UAF 8');
});

test('a get that fails at zero is right where the memory waits for a grace period', () => {
  for (const code of ['R1', 'R2'] as const) {
    for (const name of ['lookup-races-removal', 'weak-entry-lookup', 'two-lookups-one-removal'])
      check(name, code, '');
  }
});

test('memory that is reused within the section is told by the key alone', () => {
  // rcu_lock, lookup; unlink, drop, release, reuse; inc_not_zero, rcu_unlock, use.
  check('typesafe-reuse', 'R1', 'WRONG 9');
  check('typesafe-reuse', 'R2', '');
  // Between free and reuse the count is still zero: use of a free object, one step earlier than of another.
  check('typesafe-reuse', 'R0', 'REVIVED 5, UAF 8, WRONG 9');
});

test('without a grace period the count itself is gone', () => {
  // rcu_lock, lookup; unlink, drop, release; the get.
  for (const code of ['R1', 'R2'] as const) check('free-without-grace', code, 'UAF 6');
  check('free-without-grace', 'R0', 'REVIVED 5, UAF 6');
});

test('the lock of the table is enough where the table holds a reference, and only there', () => {
  for (const name of [
    'lookup-races-removal',
    'typesafe-reuse',
    'free-without-grace',
    'two-lookups-one-removal',
  ])
    check(name, 'R3', '');
  check('weak-entry-lookup', 'R3', 'REVIVED 4, UAF 8');
});

test('what a lookup costs alone: two atomics, a recheck one more load, the lock on top', () => {
  const costs = STRATEGY_IDS.map(({ code }) => reportOf('lookup-alone', code).cost);
  expect(costs).toEqual([
    { atomics: 2, locks: 0, loads: 1 },
    { atomics: 2, locks: 0, loads: 2 },
    { atomics: 2, locks: 0, loads: 3 },
    { atomics: 2, locks: 1, loads: 1 },
  ]);
});

test('a counterexample tells its story, and the state behind each step', () => {
  const { counterexamples } = reportOf('lookup-races-removal', 'R0');
  const uaf = counterexamples.find(({ property }) => property === 'UAF');
  expect(uaf?.steps.map(({ actor, action }) => `${actor}: ${action}`)).toEqual([
    'lookup 1: enters a read-side section of RCU',
    'lookup 1: looks in the table: finds the object',
    'remover: takes the object out of the table',
    'remover: drops the reference of the table, of 1',
    'lookup 1: refcount_inc of a count of 0',
    'lookup 1: leaves the read-side section',
    'release: whoever dropped the last reference hands it to kfree_rcu',
    'grace period: ends: every section that was open has been left; frees it',
    'lookup 1: uses the object, whose memory is free',
  ]);
  expect(uaf?.steps[4]?.state).toMatchObject({
    count: 'saturated',
    changed: ['count', 'lookups.0.next', 'lookups.0.has'],
  });
});

test('a path that the model does not offer is refused with the step', () => {
  const scenario = readScript('x', 'lookup', []).sizes[0]?.scenario as Scenario;
  const follow = (strategy: StrategyName, path: readonly number[]): unknown =>
    explorePath(scenario, strategy, { eventsMax: 4, statesMax: 1 }, path);
  expect(() => follow('get', [0, 1])).toThrow('Step 2 of path 0.1 is choice 1; the model offers 1 there.');
  expect(follow('get', [0])).toMatchObject({ violations: [], choices: [{ actor: 'lookup 1' }] });
});
