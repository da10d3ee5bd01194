import { claimEvidence } from '@/app/_check/claim-evidence.ts';
import { DOMAINS } from '@/lib/domains/registry.ts';
import type { Evidence } from '@/lib/evidence/judge-claim.ts';
import type { PlannedRun } from '@/lib/evidence/plan-run.ts';
import { performRun, type RunResult, runKey } from '@/lib/evidence/run.ts';
import type { Run } from '@/lib/sim/claim.ts';
import type { CatalogueEntry, Domain } from '@/lib/sim/domain.ts';
import type { CheckReport, StrategyId } from '@/lib/sim/report.ts';

/**
 * What the models found, remembered in the process by the key of the run. The catalogues are 1,000 searches and
 * take about two seconds once; a model never changes while a process runs, so nothing is ever stale here.
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
export function entryReports(domain: Domain, entry: CatalogueEntry): readonly CheckReport[] {
  return strategiesOf(domain, entry).map((strategy) => reportOf(entry, strategy));
}

function reportOf(entry: CatalogueEntry, { name }: StrategyId): CheckReport {
  return resultOf({ scenario: entry.name, strategy: name, settings: [], events: null }, false).report;
}

function strategiesOf(domain: Domain, entry: CatalogueEntry): readonly StrategyId[] {
  const scenario = domain.readEntry(entry, []).sizes[0]?.scenario;
  return scenario === undefined ? [] : domain.applying(scenario);
}

/**
 * The whole catalogue of a domain. Other requests go on between two searches, of a millisecond each: one that writes
 * waits some twenty times for the database, and between two entries, of 20, it was given up on a busy machine.
 */
export async function domainReports(domain: Domain): Promise<ReadonlyMap<string, readonly CheckReport[]>> {
  const reports = new Map<string, readonly CheckReport[]>();
  for (const entry of domain.catalogue) {
    const own: CheckReport[] = [];
    for (const strategy of strategiesOf(domain, entry)) {
      const known = results.size;
      own.push(reportOf(entry, strategy));
      if (results.size > known) await breathe();
    }
    reports.set(entry.name, own);
  }
  return reports;
}

/** Of all domains, by the names of entries. */
export async function catalogueReports(): Promise<ReadonlyMap<string, readonly CheckReport[]>> {
  const all: (readonly [string, readonly CheckReport[]])[] = [];
  for (const domain of DOMAINS) all.push(...(await domainReports(domain)));
  return new Map(all);
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
  const { domain, scenario, events } = planned;
  const key = JSON.stringify([domain.version, scenario, name, events]);
  const known = scripts.get(key);
  if (known !== undefined) return known;
  const startedAt = performance.now();
  const search = domain.search(scenario, name, { eventsMax: events, statesMax: STATES_MAX });
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
