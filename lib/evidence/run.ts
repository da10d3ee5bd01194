import { assert } from '@/lib/base/assert.ts';
import type { Bounds } from '@/lib/sim/bounds.ts';
import { combineSizes } from '@/lib/sim/zero-range/catalogue/combine.ts';
import { type CatalogueEntry, findEntry, scenarioOf } from '@/lib/sim/zero-range/catalogue/entries.ts';
import { distanceOf, scaledScenarios } from '@/lib/sim/zero-range/catalogue/scale.ts';
import { checkScenario, MODEL_VERSION } from '@/lib/sim/zero-range/check.ts';
import { type Observation, observeScenario } from '@/lib/sim/zero-range/observe.ts';
import type { CheckReport } from '@/lib/sim/zero-range/report.ts';
import { findStrategy, type StrategyCode, type StrategyName } from '@/lib/sim/zero-range/strategy.ts';

/**
 * One search of a catalogue entry. `events` null: the number of the entry. Settings as on the command line.
 */
export type Run = {
  readonly scenario: string;
  readonly strategy: StrategyName;
  readonly settings: readonly (readonly [key: string, value: string])[];
  readonly events: number | null;
};

/** What came of a run; `observations` only where they were asked for. */
export type RunResult = {
  readonly key: string;
  readonly report: CheckReport;
  readonly observations: readonly Observation[] | null;
};

/** The largest entry has about 1,200 states; a search that this cuts says so. */
const STATES_MAX = 200_000;

export function run(code: StrategyCode, scenario: string, change: Partial<Run> = {}): Run {
  const strategy = findStrategy(code);
  assert(strategy !== null, `a strategy has the code ${code}`);
  return { scenario, strategy: strategy.name, settings: [], events: null, ...change };
}

/**
 * Everything a result depends on, in one line: model version, scenario, strategy, bounds, settings. Equal
 * keys mean equal reports, so evidence is stale when its key is no longer the one of its run.
 */
export function runKey(run: Run): string {
  const settings = run.settings.map(([key, value]) => `${key}=${value}`);
  return [
    `model=${MODEL_VERSION}`,
    run.scenario,
    run.strategy,
    `events=${boundsOf(run, entryOf(run)).eventsMax}`,
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
  if (entry === null || strategy === null) return null;
  const pairs = words.filter((word) => word.includes('='));
  const settings = pairs
    .filter((pair) => !/^(?:model|events|states)=/.test(pair))
    .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const);
  const run: Run = { scenario: entry.name, strategy: strategy.name, settings, events: null };
  const current = new Set(runKey(run).split(' '));
  return { run, isStale: pairs.some((pair) => !current.has(pair)) };
}

/** Runs it. AppError for settings that no file system has. */
export function performRun(run: Run, withObservations: boolean): RunResult {
  const entry = entryOf(run);
  const bounds = boundsOf(run, entry);
  const settings = run.settings.map(([key, value]) => ({ key, value, at: { line: 0, column: 0 } }));
  const scaled = scaledScenarios(entry, settings);
  const sizes = scaled.length > 0 ? scaled : [{ bytes: 0, ...scenarioOf(entry, settings) }];
  const reports = sizes.map(({ scenario }) => checkScenario(scenario, run.strategy, bounds));
  const first = sizes[0]?.scenario;
  assert(first !== undefined, 'an entry has a size');
  return {
    key: runKey(run),
    report: combineSizes({ sizes, distance: scaled.length > 0 ? distanceOf(entry.script) : null }, reports),
    observations: withObservations ? observeScenario(first, run.strategy, bounds) : null,
  };
}

function entryOf({ scenario }: Run): CatalogueEntry {
  const entry = findEntry(scenario);
  assert(entry !== null, `the catalogue has ${scenario}`);
  return entry;
}

function boundsOf(run: Run, entry: CatalogueEntry): Bounds {
  return { eventsMax: run.events ?? entry.events, statesMax: STATES_MAX };
}
