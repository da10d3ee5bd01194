import { runSearch } from '@/lib/sim/run-search.ts';
import type { SearchResult } from '@/lib/sim/search.ts';
import { CATALOGUE, findEntry, scenarioOf } from '@/lib/sim/zero-range/catalogue/entries.ts';
import { searchStates } from '@/lib/sim/zero-range/check.ts';
import { STRATEGY_IDS, type StrategyName } from '@/lib/sim/zero-range/strategy.ts';
import { type Figure, report } from './report.ts';

/** States a second of one core and bytes a state: what is measured and why in bench/README.md. */
const RATE_MIN = 300_000;
const BYTES_MAX = 100;
const ROUNDS = 5;

/** The largest entry at its own number of events is too small to time, so it gets more of them. */
const RUNS: readonly (readonly [entry: string, strategy: StrategyName, events: number, states: number])[] = [
  ['zero-range-unaligned-inside-unwritten', 'scan-revalidate', 14, 1_000_000],
  ['zero-range-unaligned-inside-unwritten', 'folio-batch', 14, 1_000_000],
  ['zero-12-dirty', 'scan-revalidate', 5, 1_000_000],
];

process.exitCode = main();

function main(): number {
  const figures: Figure[] = [...measureCatalogue()];
  for (const [entry, strategy, events, states] of RUNS) {
    let rate = 0;
    let result = search(entry, strategy, events, states);
    for (let round = 0; round < ROUNDS; round++) {
      const begin = process.cpuUsage().user;
      result = search(entry, strategy, events, states);
      rate = Math.max(rate, result.states / ((process.cpuUsage().user - begin) / 1e6));
    }
    const name = `${entry}, ${events} events`;
    figures.push({ name, value: rate, unit: 's-1', target: { atLeast: RATE_MIN } });
    const bytes = result.bytes / result.states;
    figures.push({
      name: `  a state of ${result.states}`,
      value: bytes,
      unit: 'B',
      target: { atMost: BYTES_MAX },
    });
  }
  return report('simulator', figures);
}

/** All entries with all strategies, each at its own number of events. */
function measureCatalogue(): readonly Figure[] {
  const begin = process.cpuUsage().user;
  let states = 0;
  let most = 0;
  let cut = 0;
  for (const { name, events } of CATALOGUE) {
    for (const strategy of STRATEGY_IDS) {
      const result = search(name, strategy.name, events, 2_000_000);
      if (!result.exhausted) cut++;
      states += result.states;
      most = Math.max(most, result.states);
    }
  }
  const seconds = (process.cpuUsage().user - begin) / 1e6;
  return [
    { name: 'catalogue, all strategies, CPU', value: seconds, unit: 's', target: { atMost: 120 } },
    { name: 'catalogue, searches that a bound cut', value: cut, unit: '', target: { atMost: 0 } },
    { name: 'catalogue, states', value: states, unit: '', target: null },
    { name: 'catalogue, states of the largest search', value: most, unit: '', target: null },
  ];
}

function search(name: string, strategy: StrategyName, eventsMax: number, statesMax: number): SearchResult {
  const entry = findEntry(name);
  if (entry === null) throw new Error(`There is no entry ${name}.`);
  return runSearch(searchStates(scenarioOf(entry).scenario, strategy, { eventsMax, statesMax }, 'none'));
}
