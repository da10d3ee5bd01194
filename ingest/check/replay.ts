import type { CheckRequest } from '@/ingest/check/arguments.ts';
import type { PlannedScenario } from '@/ingest/check/plan.ts';
import { eventsOf } from '@/ingest/check/run-checks.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { checkScenario } from '@/lib/domains/registry.ts';
import { formatPath, type Path } from '@/lib/sim/path.ts';
import { formatTrace } from '@/lib/view/check/trace.ts';

/** The steps of a path, as text or JSON. AppError BAD_INPUT unless one scenario and one strategy are given. */
export function printReplay(
  plans: readonly PlannedScenario[],
  request: CheckRequest,
  path: Path,
  width: number,
): string {
  const [plan] = plans;
  const strategy = request.strategies[0]?.strategy;
  const size = plan?.sizes[0];
  const isOne = plans.length === 1 && request.strategies.length === 1;
  if (!isOne || plan === undefined || strategy === undefined || size === undefined) {
    throw new AppError(
      'BAD_INPUT',
      'A path belongs to one scenario and one strategy.',
      'Give --scenario or --script, and --strategy, as in the report.',
    );
  }
  const { domain, bare: script } = plan;
  const { scenario, sources: commands, setupCount } = size;
  domain.assertApplies(scenario, strategy.name);
  const bounds = { eventsMax: eventsOf(plan, request), statesMax: request.states };
  const { steps } = domain.explore(scenario, strategy.name, bounds, path);
  if (request.json) return `${JSON.stringify({ version: 1, path: formatPath(path), steps })}\n`;
  // What a path breaks is known from the search that found it.
  const report = checkScenario(scenario, strategy.name, bounds);
  const found = report.counterexamples.find((one) => formatPath(one.path) === formatPath(path));
  const title = `${strategy.name} (${strategy.code}) on ${plan.name}: ${found?.property ?? 'no counterexample'}`;
  const ending = found === undefined ? null : `${found.property}: ${found.explanation}`;
  const frame = { domain, title, script, commands, setupCount, path, ending };
  return formatTrace(steps, frame, width);
}
