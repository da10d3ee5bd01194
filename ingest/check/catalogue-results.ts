import { parseCheckArguments } from '@/ingest/check/arguments.ts';
import { planScenarios } from '@/ingest/check/plan.ts';
import { runChecks } from '@/ingest/check/run-checks.ts';
import type { EntryResults } from '@/lib/view/check/results-document.ts';

/** The whole catalogue as `docket check` runs it, one item an entry. */
export async function checkCatalogue(): Promise<readonly EntryResults[]> {
  const request = parseCheckArguments([]);
  const plans = await planScenarios(request);
  const results = await runChecks(plans, request);
  return plans.map((plan) => {
    const own = results.filter((result) => result.plan === plan);
    return {
      name: plan.name,
      events: plan.events ?? 0,
      reports: own.map(({ report }) => report),
      atFive: own.flatMap(({ atFive }) => (atFive === null ? [] : [atFive])),
    };
  });
}
