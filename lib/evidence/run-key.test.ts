import { expect, test } from 'vitest';
import { readRunKey, runKey } from '@/lib/evidence/run.ts';
import type { Run } from '@/lib/sim/claim.ts';

const RUN: Run = {
  scenario: 'trunc-down-late-in-first-block',
  strategy: 'scan-revalidate-as-posted',
  settings: [],
  events: null,
};

/** `expected`: scenario, strategy, and `stale` where it is; null: names no run. */
function check(key: string, expected: string | null): void {
  const read = readRunKey(key);
  const said =
    read === null ? null : `${read.run.scenario} ${read.run.strategy}${read.isStale ? ' stale' : ''}`;
  expect(said).toBe(expected);
}

test('a key is read back, and is stale when model or bounds are others', () => {
  const name = `${RUN.scenario} ${RUN.strategy}`;
  check(runKey(RUN), name);
  check(runKey(RUN).replace('model=', 'model=0'), `${name} stale`);
  check(runKey(RUN).replace(/events=\d+/, 'events=1'), `${name} stale`);
  check(runKey({ ...RUN, settings: [['block', '1k']] }), name);
});

test('by hand, a scenario and a strategy by name or code', () => {
  check('trunc-down-late-in-first-block S4p', `${RUN.scenario} ${RUN.strategy}`);
  check(`  ${RUN.scenario}   ${RUN.strategy} `, `${RUN.scenario} ${RUN.strategy}`);
});

test('what names no run', () => {
  for (const key of [
    '',
    'nonsense',
    RUN.scenario,
    'no-such S4p',
    'lookup-alone S4p',
    'model=1 = ==',
    '__proto__ constructor',
  ])
    check(key, null);
});
