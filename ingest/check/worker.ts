import { parentPort } from 'node:worker_threads';
import type { CheckJob, JobAnswer } from '@/ingest/check/run-jobs.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { assert } from '@/lib/base/assert.ts';
import { checkScenario } from '@/lib/domains/registry.ts';

const port = parentPort;
assert(port !== null, 'worker.ts runs in a worker thread');

/** A refusal crosses threads as data: errors lose their class on the way. */
port.on('message', ({ number, job }: { readonly number: number; readonly job: CheckJob }) => {
  port.postMessage(answer(number, job));
});

function answer(number: number, { scenario, strategy, bounds }: CheckJob): JobAnswer {
  try {
    return { number, report: checkScenario(scenario, strategy, bounds), refusal: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { number, report: null, refusal: { message: error.message, remedy: error.remedy } };
  }
}
