import { expect, test } from 'vitest';
import { findEntry, scenarioOf } from '@/lib/sim/zero-range/catalogue/entries.ts';
import { createObserver } from '@/lib/sim/zero-range/kernel.ts';
import { modelOf } from '@/lib/sim/zero-range/model.ts';
import { prepare } from '@/lib/sim/zero-range/prepare.ts';
import type { StrategyName } from '@/lib/sim/zero-range/strategy.ts';

/** The most retries on any path: the space has no loops, so a depth-first walk with a memory is enough. */
function maxRetries(strategy: StrategyName, eventsMax: number): number {
  const entry = findEntry('spurious-stale');
  if (entry === null) return -1;
  const observer = createObserver();
  const { model } = modelOf(prepare(scenarioOf(entry).scenario, strategy, observer));
  const known = new Map<string, number>();
  const walk = (state: Uint8Array): number => {
    const key = state.join();
    const before = known.get(key);
    if (before !== undefined) return before;
    let most = 0;
    for (let choice = 0; choice < model.offer(state, eventsMax); choice++) {
      const next = state.slice();
      const retries = observer.retries;
      model.take(next, choice);
      const own = observer.retries - retries;
      most = Math.max(most, own + walk(next));
    }
    known.set(key, most);
    return most;
  };
  const initial = new Uint8Array(model.stateBytes);
  model.writeInitial(initial);
  return walk(initial);
}

test('who revalidates against the cookie of the whole fork tries again for each unrelated conversion', () => {
  const strategies = ['scan-revalidate', 'invalidate-zero-partial', 'flush-if-dirty', 'folio-batch'] as const;
  expect(strategies.map((strategy) => maxRetries(strategy, 8))).toEqual([2, 2, 0, 0]);
});
