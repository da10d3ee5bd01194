import { expect, test } from 'vitest';
import { runSearch } from '@/lib/sim/run-search.ts';
import type { SearchResult } from '@/lib/sim/search.ts';
import { findEntry, scenarioOf } from '@/lib/sim/zero-range/catalogue/entries.ts';
import { searchStates } from '@/lib/sim/zero-range/check.ts';
import type { StrategyName } from '@/lib/sim/zero-range/strategy.ts';

function search(name: string, strategy: StrategyName, eventsMax: number, statesMax: number): SearchResult {
  const entry = findEntry(name);
  if (entry === null) throw new Error(`no entry ${name}`);
  return runSearch(searchStates(scenarioOf(entry).scenario, strategy, { eventsMax, statesMax }, 'none'));
}

test('a state costs at most 100 bytes in all, and 100,000 fit far below 60 MB', () => {
  const three = search('zero-range-unaligned-inside-unwritten', 'scan-revalidate', 14, 1_000_000);
  expect(three).toMatchObject({ exhausted: true, states: 49_930 });
  expect(three.bytes / three.states).toBeLessThan(60);
  const twelve = search('zero-12-dirty', 'scan-revalidate', 5, 100_000);
  expect(twelve).toMatchObject({ exhausted: false, states: 100_000 });
  expect(twelve.bytes / twelve.states).toBeLessThan(100);
  expect(twelve.bytes).toBeLessThan(10_000_000);
});
