import { type Break, breaksOf, type Expectation, expectationsOf } from '@/app/_check/breaks.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { planRun, type RunRequest } from '@/lib/evidence/plan-run.ts';
import type { Domain } from '@/lib/sim/domain.ts';
import type { CheckReport } from '@/lib/sim/report.ts';
import { pathAddress } from '@/lib/view/check/run-address.ts';

/** Runs in a worker of the browser, built by app/_ui/build-worker.ts; run.js is the page's side of it. */

export type WorkerTask = { readonly request: RunRequest; readonly statesMax: number };

export type WorkerWord =
  | { readonly kind: 'progress'; readonly strategy: string; readonly states: number }
  | { readonly kind: 'row'; readonly row: WorkerRow }
  | {
      readonly kind: 'summary';
      readonly breaks: readonly Break[];
      readonly expectations: readonly Expectation[];
    }
  | { readonly kind: 'refused'; readonly message: string; readonly remedy: string }
  | { readonly kind: 'done' };

export type WorkerRow = {
  readonly code: string;
  readonly strategy: string;
  readonly states: number;
  /** False: the bound on states cut the search. */
  readonly exhausted: boolean;
  /** What decides, with its words; null where the operation never ends. */
  readonly costs: readonly { readonly short: string; readonly count: number | null }[];
  readonly violations: readonly {
    readonly violation: string;
    readonly explanation: string;
    readonly href: string;
    readonly always: boolean;
  }[];
};

addEventListener('message', ({ data }: MessageEvent<WorkerTask>) => {
  try {
    work(data);
    say({ kind: 'done' });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    say({ kind: 'refused', message: error.message, remedy: error.remedy });
  }
});

function work({ request, statesMax }: WorkerTask): void {
  const planned = planRun(request);
  const { domain, scenario, events } = planned;
  const reports: CheckReport[] = [];
  for (const { name } of planned.strategy === null ? domain.applying(scenario) : [planned.strategy]) {
    const search = domain.search(scenario, name, { eventsMax: events, statesMax });
    let step = search.next();
    while (!step.done) {
      say({ kind: 'progress', strategy: name, states: step.value });
      step = search.next();
    }
    reports.push(step.value);
    say({ kind: 'row', row: rowOf(step.value, request, domain) });
  }
  const breaks = breaksOf({ domain, scenario, reports, request });
  say({ kind: 'summary', breaks, expectations: expectationsOf(planned, reports) });
}

function rowOf(report: CheckReport, request: RunRequest, domain: Domain): WorkerRow {
  const { code, strategy, states, exhausted, cost, deterministic } = report;
  return {
    code,
    strategy,
    states,
    exhausted,
    costs: domain.costs
      .filter(({ rank }) => rank === 1)
      .map(({ key, short }) => ({ short, count: cost?.[key] ?? null })),
    violations: report.counterexamples.map(({ property, path, explanation }) => ({
      violation: property,
      explanation,
      href: pathAddress({ ...request, strategy }, path, null),
      always: deterministic.includes(property),
    })),
  };
}

function say(word: WorkerWord): void {
  postMessage(word);
}
