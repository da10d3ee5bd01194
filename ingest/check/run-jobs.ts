import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { AppError } from '@/lib/base/app-error.ts';
import { assert } from '@/lib/base/assert.ts';
import { checkScenario, domainOf } from '@/lib/domains/registry.ts';
import type { Bounds } from '@/lib/sim/bounds.ts';
import type { ModelScenario } from '@/lib/sim/domain.ts';
import type { CheckReport } from '@/lib/sim/report.ts';

export type CheckJob = {
  readonly scenario: ModelScenario;
  readonly strategy: string;
  readonly bounds: Bounds;
};

export type JobAnswer =
  | { readonly number: number; readonly report: CheckReport; readonly refusal: null }
  | {
      readonly number: number;
      readonly report: null;
      readonly refusal: { readonly message: string; readonly remedy: string };
    };

/**
 * Starting a thread and loading the model into it takes half a second: a few searches are done sooner than
 * that, as long as they are small.
 */
const JOBS_WITHOUT_THREADS = 24;
/** Each may hold a visited set of its own. */
const THREADS_MAX = 4;

/**
 * Reports in the order of the jobs, whichever thread was faster. Throws AppError when the model refuses
 * one.
 */
export async function runJobs(jobs: readonly CheckJob[]): Promise<readonly CheckReport[]> {
  const isSmall = jobs.every(({ scenario, bounds }) => domainOf(scenario).isSmall(scenario, bounds));
  if (jobs.length === 1 || (isSmall && jobs.length <= JOBS_WITHOUT_THREADS)) {
    return jobs.map(({ scenario, strategy, bounds }) => checkScenario(scenario, strategy, bounds));
  }
  const reports: (CheckReport | undefined)[] = jobs.map(() => undefined);
  const threads = Math.min(THREADS_MAX, availableParallelism());
  let next = 0;
  const take = (): { readonly number: number; readonly job: CheckJob } | null => {
    const number = next;
    const job = jobs[number];
    next += 1;
    return job === undefined ? null : { number, job };
  };
  await Promise.all(
    Array.from({ length: threads }, () =>
      runThread(take, ({ number, report }) => {
        reports[number] = report;
      }),
    ),
  );
  return reports.map((report) => {
    assert(report !== undefined, 'every job was answered');
    return report;
  });
}

/** One thread that takes jobs until there are none. */
function runThread(
  take: () => { readonly number: number; readonly job: CheckJob } | null,
  keep: (answer: Extract<JobAnswer, { refusal: null }>) => void,
): Promise<void> {
  const worker = new Worker(new URL('./worker-boot.mjs', import.meta.url), { execArgv: [] });
  return new Promise<void>((resolve, reject) => {
    const sendNext = (): void => {
      const job = take();
      if (job === null) resolve();
      else worker.postMessage(job);
    };
    worker.on('message', (answer: JobAnswer) => {
      if (answer.refusal === null) {
        keep(answer);
        sendNext();
      } else reject(new AppError('BAD_INPUT', answer.refusal.message, answer.refusal.remedy));
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`A checker thread ended with ${code}.`)));
    sendNext();
  }).finally(() => worker.terminate());
}
