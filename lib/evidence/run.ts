import { assert } from '@/lib/base/assert.ts';
import { checkScenario, findEntry, findStrategy } from '@/lib/domains/registry.ts';
import type { Bounds } from '@/lib/sim/bounds.ts';
import type { Run } from '@/lib/sim/claim.ts';
import type { CatalogueEntry, Domain } from '@/lib/sim/domain.ts';
import type { CheckReport, Observation } from '@/lib/sim/report.ts';

/** What came of a run; `observations` only where they were asked for. */
export type RunResult = {
  readonly key: string;
  readonly report: CheckReport;
  readonly observations: readonly Observation[] | null;
};

/** The largest entry has about 1,200 states; a search that this cuts says so. */
const STATES_MAX = 200_000;

/**
 * Everything a result depends on, in one line: model version, scenario, strategy, bounds, settings. Equal
 * keys mean equal reports, so evidence is stale when its key is no longer the one of its run.
 */
export function runKey(run: Run): string {
  const { domain, entry } = placeOf(run);
  const settings = run.settings.map(([key, value]) => `${key}=${value}`);
  return [
    `model=${domain.version}`,
    run.scenario,
    run.strategy,
    `events=${boundsOf(run, entry).eventsMax}`,
    `states=${STATES_MAX}`,
    ...settings,
  ].join(' ');
}

/**
 * The run that a key names, and whether its result is that of another model or other bounds than today's; null for a
 * run that this version does not have. People write keys by hand: scenario and strategy are enough.
 */
export function readRunKey(key: string): { readonly run: Run; readonly isStale: boolean } | null {
  const words = key.split(' ').filter((word) => word !== '');
  const [scenario, named] = words.filter((word) => !word.includes('='));
  const entry = findEntry(scenario ?? '');
  const strategy = findStrategy(named ?? '');
  if (entry === null || strategy === null || entry.domain !== strategy.domain) return null;
  const pairs = words.filter((word) => word.includes('='));
  const settings = pairs
    .filter((pair) => !/^(?:model|events|states)=/.test(pair))
    .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const);
  const run: Run = { scenario: entry.entry.name, strategy: strategy.strategy.name, settings, events: null };
  const current = new Set(runKey(run).split(' '));
  return { run, isStale: pairs.some((pair) => !current.has(pair)) };
}

/** Runs it. AppError for settings that no machine has. */
export function performRun(run: Run, withObservations: boolean): RunResult {
  const { domain, entry } = placeOf(run);
  const bounds = boundsOf(run, entry);
  const settings = run.settings.map(([key, value]) => ({ key, value, at: { line: 0, column: 0 } }));
  const read = domain.readEntry(entry, settings);
  const reports = read.sizes.map(({ scenario }) => checkScenario(scenario, run.strategy, bounds));
  const first = read.sizes[0]?.scenario;
  assert(first !== undefined, 'an entry has a size');
  return {
    key: runKey(run),
    report: domain.combine(read, reports),
    observations: withObservations ? domain.observe(first, run.strategy, bounds) : null,
  };
}

function placeOf({ scenario }: Run): { readonly domain: Domain; readonly entry: CatalogueEntry } {
  const found = findEntry(scenario);
  assert(found !== null, `a catalogue has ${scenario}`);
  return found;
}

function boundsOf(run: Run, entry: CatalogueEntry): Bounds {
  return { eventsMax: run.events ?? entry.events, statesMax: STATES_MAX };
}
