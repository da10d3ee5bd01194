import type { CheckRequest } from '@/ingest/check/arguments.ts';
import type { PlannedScenario } from '@/ingest/check/plan.ts';
import { type CheckJob, runJobs } from '@/ingest/check/run-jobs.ts';
import type { ModelScenario } from '@/lib/sim/domain.ts';
import type { CheckReport, StrategyId } from '@/lib/sim/report.ts';
import { type ExpectationResult, expectationResults } from '@/lib/view/check/report-json.ts';

/** A scenario with one strategy; `atFive` is the same at five events where its own number is another. */
export type CheckResult = {
  readonly plan: PlannedScenario;
  readonly report: CheckReport;
  readonly atFive: CheckReport | null;
  readonly expectations: readonly ExpectationResult[];
};

const EVENTS_DEFAULT = 5;

type Cell = { readonly plan: PlannedScenario; readonly strategy: StrategyId; readonly isFive: boolean };

/**
 * Runs every scenario with every strategy, in the order of the request; the result does not depend on
 * timing.
 */
export async function runChecks(
  plans: readonly PlannedScenario[],
  request: CheckRequest,
): Promise<readonly CheckResult[]> {
  const cells = plans.flatMap((plan) =>
    strategiesFor(plan, request).flatMap((strategy): readonly Cell[] => [
      { plan, strategy, isFive: false },
      ...(wantsFive(plan, request) ? [{ plan, strategy, isFive: true }] : []),
    ]),
  );
  const jobs = cells.map((cell) => jobsOf(cell, request));
  const reports = await runJobs(jobs.flat());
  let at = 0;
  const combined = cells.map(({ plan }, index) => {
    const count = jobs[index]?.length ?? 0;
    at += count;
    return plan.domain.combine(plan, reports.slice(at - count, at));
  });
  return cells.flatMap(({ plan, isFive }, index): readonly CheckResult[] => {
    const report = combined[index];
    if (isFive || report === undefined) return [];
    const atFive = cells[index + 1]?.isFive === true ? (combined[index + 1] ?? null) : null;
    return [{ plan, report, atFive, expectations: expectationResults(plan.expectations, report) }];
  });
}

function strategiesFor({ domain, sizes }: PlannedScenario, request: CheckRequest): readonly StrategyId[] {
  const scenario = sizes[0]?.scenario as ModelScenario;
  if (request.strategies.length === 0) return domain.applying(scenario);
  const strategies = request.strategies.map(({ strategy }) => strategy);
  for (const { name } of strategies) domain.assertApplies(scenario, name);
  return strategies;
}

/** Data has one run a cell; a person sees what the bound of an entry hides. */
function wantsFive({ events }: PlannedScenario, request: CheckRequest): boolean {
  return !request.json && request.events === null && events !== null && events > 0 && events < EVENTS_DEFAULT;
}

function jobsOf({ plan, strategy, isFive }: Cell, request: CheckRequest): readonly CheckJob[] {
  const eventsMax = isFive ? EVENTS_DEFAULT : eventsOf(plan, request);
  const bounds = { eventsMax, statesMax: request.states };
  return plan.sizes.map(({ scenario }) => ({ scenario, strategy: strategy.name, bounds }));
}

/** What the command line says, else what the scenario says, else five. */
export function eventsOf({ events }: PlannedScenario, request: CheckRequest): number {
  return request.events ?? events ?? EVENTS_DEFAULT;
}
