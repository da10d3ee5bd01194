import { expect, test } from 'vitest';
import { findEntry, scenarioOf } from '@/lib/sim/zero-range/catalogue/entries.ts';
import { createObserver, type Observer } from '@/lib/sim/zero-range/kernel.ts';
import { modelOf } from '@/lib/sim/zero-range/model.ts';
import { flushFile } from '@/lib/sim/zero-range/operations/cache-calls.ts';
import { prepare } from '@/lib/sim/zero-range/prepare.ts';
import type { StrategyName } from '@/lib/sim/zero-range/strategy.ts';

/**
 * The most that one count reaches on any path of an entry: reports count without background events, and two
 * claims of the thread are about what background events cost. Longest path over the states, which form no
 * circle here.
 */
function worstCase(name: string, strategy: StrategyName, count: 'retries' | 'foliosWritten'): number {
  const entry = findEntry(name);
  expect(entry).not.toBeNull();
  if (entry === null) return Number.NaN;
  const observer = createObserver();
  const machine = prepare(scenarioOf(entry).scenario, strategy, observer);
  const { model } = modelOf(machine);
  const known = new Map<string, number>();
  const most = (state: Uint8Array): number => {
    const key = state.join();
    const before = known.get(key);
    if (before !== undefined) return before;
    const choices = model.offer(state, entry.events);
    let best = choices === 0 ? counted(observer, count, () => flushFile(machine.k)) : 0;
    for (let choice = 0; choice < choices; choice += 1) {
      model.offer(state, entry.events);
      const next = state.slice();
      const gain = counted(observer, count, () => model.take(next, choice));
      best = Math.max(best, gain + most(next));
    }
    known.set(key, best);
    return best;
  };
  const initial = new Uint8Array(model.stateBytes);
  model.writeInitial(initial);
  return most(initial);
}

function counted(observer: Observer, count: 'retries' | 'foliosWritten', run: () => void): number {
  const before = observer[count];
  run();
  return observer[count] - before;
}

test.each([
  ['scan-revalidate', 2],
  ['invalidate-zero-partial', 2],
  ['flush-if-dirty', 0],
  ['folio-batch', 0],
] as const)('spurious-stale: %s looks up again at most %i times', (strategy, expected) => {
  expect(worstCase('spurious-stale', strategy, 'retries')).toBe(expected);
});

test.each([
  ['scan-revalidate', 1],
  ['folio-batch', 1],
  ['flush-if-dirty', 0],
  ['flush-always', 0],
] as const)('locked-clean-folio: %s writes at most %i folios of a clean file', (strategy, expected) => {
  expect(worstCase('locked-clean-folio', strategy, 'foliosWritten')).toBe(expected);
});
