import { claimEvidence } from '@/app/_check/claim-evidence.ts';
import type { Evidence } from '@/lib/evidence/judge-claim.ts';
import type { PlannedRun } from '@/lib/evidence/plan-run.ts';
import { performRun, type Run, type RunResult, runKey } from '@/lib/evidence/run.ts';
import { applyingStrategies } from '@/lib/sim/zero-range/applies.ts';
import { CATALOGUE, type CatalogueEntry, scenarioOf } from '@/lib/sim/zero-range/catalogue/entries.ts';
import { MODEL_VERSION, searchScenario } from '@/lib/sim/zero-range/check.ts';
import type { CheckReport } from '@/lib/sim/zero-range/report.ts';
import type { StrategyId } from '@/lib/sim/zero-range/strategy.ts';

/**
 * What the model found, remembered in the process by the key of the run. The catalogue is 1,000 searches and
 * takes about two seconds once; a model never changes while a process runs, so nothing is ever stale here.
 * Steps are left out: a path replays in a millisecond.
 */
const results = new Map<string, RunResult>();

function resultOf(run: Run, withObservations: boolean): RunResult {
  const key = runKey(run);
  const known = results.get(key);
  if (known !== undefined && (!withObservations || known.observations !== null)) return known;
  const made = performRun(run, withObservations);
  const result = { ...made, report: withoutSteps(made.report) };
  results.set(key, result);
  return result;
}

function withoutSteps(report: CheckReport): CheckReport {
  const counterexamples = report.counterexamples.map((one) => ({ ...one, steps: [] }));
  return { ...report, counterexamples };
}

/** An entry with all strategies that make sense on it. */
export function entryReports(entry: CatalogueEntry): readonly CheckReport[] {
  return strategiesOf(entry).map(
    ({ name }) =>
      resultOf({ scenario: entry.name, strategy: name, settings: [], events: null }, false).report,
  );
}

function strategiesOf(entry: CatalogueEntry): readonly StrategyId[] {
  return applyingStrategies(scenarioOf(entry).scenario);
}

/** The whole catalogue. Other requests are answered between two entries. */
export async function catalogueReports(): Promise<ReadonlyMap<string, readonly CheckReport[]>> {
  const reports = new Map<string, readonly CheckReport[]>();
  for (const entry of CATALOGUE) {
    const isNew = !results.has(
      runKey({ scenario: entry.name, strategy: 'skip', settings: [], events: null }),
    );
    if (isNew) await breathe();
    reports.set(entry.name, entryReports(entry));
  }
  return reports;
}

/** All claims in the order of CLAIMS, judged. */
export async function judgedClaims(): Promise<readonly Evidence[]> {
  await catalogueReports();
  return claimEvidence((run, withObservations) => resultOf(run, withObservations));
}

function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A page is no place for a long search: the browser and docket check go further. */
const STATES_MAX = 100_000;
const SEARCH_MS_MAX = 1_500;
const SCRIPTS_REMEMBERED_MAX = 200;
const scripts = new Map<string, CheckReport>();

/**
 * A reader's own script or settings with one strategy, within bounds; null when it takes longer than a page
 * may. AppError for what the model cannot run.
 */
export async function searchWithin(planned: PlannedRun, { name }: StrategyId): Promise<CheckReport | null> {
  const { scenario, events } = planned;
  const key = JSON.stringify([MODEL_VERSION, scenario, name, events]);
  const known = scripts.get(key);
  if (known !== undefined) return known;
  const startedAt = performance.now();
  const search = searchScenario(scenario, name, { eventsMax: events, statesMax: STATES_MAX });
  let step = search.next();
  while (!step.done) {
    if (performance.now() - startedAt > SEARCH_MS_MAX) return null;
    await breathe();
    step = search.next();
  }
  const report = withoutSteps(step.value);
  if (scripts.size >= SCRIPTS_REMEMBERED_MAX) scripts.delete(scripts.keys().next().value ?? '');
  scripts.set(key, report);
  return report;
}
