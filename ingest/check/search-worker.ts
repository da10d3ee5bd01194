import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '@/lib/base/app-error.ts';
import { assert } from '@/lib/base/assert.ts';
import { planRun, type RunRequest } from '@/lib/evidence/plan-run.ts';
import type { CheckReport } from '@/lib/sim/report.ts';

/** Runs in a thread of the worker process: one request, strategy after strategy, those in `done` left out. */
export type SearchTask = {
  readonly request: RunRequest;
  readonly done: readonly string[];
  readonly statesMax: number;
};

export type SearchWord =
  | { readonly kind: 'progress'; readonly strategy: string; readonly states: number; readonly of: number }
  | { readonly kind: 'report'; readonly report: CheckReport }
  | { readonly kind: 'refused'; readonly message: string; readonly remedy: string }
  | { readonly kind: 'done' };

const port = parentPort;
assert(port !== null, 'search-worker.ts runs in a worker thread');

function say(word: SearchWord): void {
  port?.postMessage(word);
}

function search({ request, done, statesMax }: SearchTask): void {
  const planned = planRun(request);
  const { domain, scenario, events, strategy } = planned;
  const all = strategy === null ? domain.applying(scenario) : [strategy];
  for (const { name } of all.filter((one) => !done.includes(one.name))) {
    say({ kind: 'progress', strategy: name, states: 0, of: all.length });
    const steps = domain.search(scenario, name, { eventsMax: events, statesMax });
    let step = steps.next();
    while (!step.done) {
      say({ kind: 'progress', strategy: name, states: step.value, of: all.length });
      step = steps.next();
    }
    const counterexamples = step.value.counterexamples.map((one) => ({ ...one, steps: [] }));
    say({ kind: 'report', report: { ...step.value, counterexamples } });
  }
  say({ kind: 'done' });
}

try {
  search(workerData as SearchTask);
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  say({ kind: 'refused', message: error.message, remedy: error.remedy });
}
