import { Worker } from 'node:worker_threads';
import type { Sql } from 'postgres';
import type { SearchTask, SearchWord } from '@/ingest/check/search-worker.ts';
import { AppError } from '@/lib/base/app-error.ts';
import {
  addCheckReport,
  type CheckProgress,
  noteProgress,
  readCheckRun,
} from '@/lib/store/jobs/check-run.ts';

/** A state takes about 350 bytes, so a search to its end stays below the memory of its thread. */
const STATES_MAX = 1_000_000;
const MEMORY_MAX_MB = 768;
const DURATION_MAX_MS = 120_000;
/** How often progress is written, and a cancel noticed. */
const NOTE_MS = 400;

/**
 * Searches what somebody asked for, in a thread of its own. Each report is stored when it is made: a worker that is
 * killed goes on with the next strategy. Ends early when the job is cancelled or `stop` is aborted. Throws AppError
 * when it takes too long, too much memory or cannot be run.
 */
export async function runCheckJob(
  sql: Sql,
  job: { readonly id: string; readonly payload: { readonly key: string } },
  stop: AbortSignal,
): Promise<string> {
  const { key } = job.payload;
  const run = await readCheckRun(sql, key);
  if (run === null) return `run ${key} is gone`;
  let progress: CheckProgress | null = null;
  let ended = 'done';
  let writes = Promise.resolve();
  const thread = startSearch({ ...run, statesMax: STATES_MAX }, (word) => {
    if (word.kind === 'progress') progress = { strategy: word.strategy, states: word.states, of: word.of };
    else {
      writes = writes.then(() => addCheckReport(sql, key, word.report));
      // Thrown below, when the search is over; until then a rejection must not count as unhandled.
      writes.catch(() => undefined);
    }
  });
  const end = (reason: string): void => {
    ended = reason;
    void thread.stop();
  };
  const late = setTimeout(() => end('late'), DURATION_MAX_MS);
  const onStop = (): void => end('stopped');
  stop.addEventListener('abort', onStop);
  const notes = setInterval(() => {
    if (progress === null) return;
    noteProgress(sql, job.id, progress).then(
      (isWanted) => {
        if (!isWanted) end('cancelled');
      },
      // The database is away: the job fails by itself, or goes on when it is back.
      () => undefined,
    );
  }, NOTE_MS);
  try {
    await thread.ended;
    await writes;
  } finally {
    clearTimeout(late);
    clearInterval(notes);
    stop.removeEventListener('abort', onStop);
  }
  if (ended === 'late') {
    throw new AppError(
      'BOUND_TOO_LARGE',
      `The search took longer than ${DURATION_MAX_MS / 1000} seconds.`,
      'Choose one strategy or fewer events, or use docket check.',
    );
  }
  return `run ${key}: ${ended}`;
}

type Found = Extract<SearchWord, { kind: 'progress' | 'report' }>;

function startSearch(
  task: SearchTask,
  onWord: (word: Found) => void,
): { readonly ended: Promise<void>; readonly stop: () => Promise<unknown> } {
  const thread = new Worker(new URL('../check/search-boot.mjs', import.meta.url), {
    workerData: task,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MAX_MB },
  });
  let isOver = false;
  const ended = new Promise<void>((resolve, reject) => {
    thread.on('message', (word: SearchWord) => {
      if (word.kind === 'done') isOver = true;
      else if (word.kind === 'refused') reject(new AppError('BAD_INPUT', word.message, word.remedy));
      else onWord(word);
    });
    thread.on('error', (error: NodeJS.ErrnoException) => {
      const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      const words = `The search needs more than ${MEMORY_MAX_MB} MB.`;
      reject(isMemory ? new AppError('BOUND_TOO_LARGE', words, 'Choose fewer events or blocks.') : error);
    });
    thread.on('exit', (code) => {
      if (isOver) resolve();
      else reject(new Error(`The search ended with ${code}.`));
    });
  });
  return {
    ended,
    stop: () => {
      isOver = true;
      return thread.terminate();
    },
  };
}
