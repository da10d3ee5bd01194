import { Worker } from 'node:worker_threads';
import type { ProblemCode } from '@/lib/base/problem.ts';
import { type PackedBatch, SHARED_BATCH, SHARED_INDEX, SHARED_SLOTS } from './packed-batch.ts';
import { watchBusy } from './watch-busy.ts';
import type { ParsedBatch } from './worker.ts';

export type ThreadLimits = { readonly messageTimeMaxMs: number; readonly heapMaxMb: number };

/** Why a thread ended and at which message; `batch` is `IDLE` when it was at none. */
export type ThreadLoss = {
  readonly batch: number;
  readonly index: number;
  readonly code: ProblemCode;
  readonly detail: string;
};

export type ParseThread = {
  readonly send: (batch: PackedBatch) => void;
  /** Ends the thread; `onLost` is not called. */
  readonly stop: () => Promise<void>;
};

export type ThreadEvents = {
  readonly onParsed: (batch: ParsedBatch) => void;
  readonly onLost: (loss: ThreadLoss) => void;
};

/**
 * One thread that parses, and the clock beside it: mail that keeps the thread busy cannot be interrupted from within.
 */
export function startParseThread(limits: ThreadLimits, events: ThreadEvents): ParseThread {
  const buffer = new SharedArrayBuffer(SHARED_SLOTS * Int32Array.BYTES_PER_ELEMENT);
  const shared = new Int32Array(buffer);
  const worker = new Worker(new URL('../program/parser.mjs', import.meta.url), {
    workerData: { shared: buffer },
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMaxMb },
  });
  let isStopping = false;
  let reason: Pick<ThreadLoss, 'code' | 'detail'> = {
    code: 'parse-failed',
    detail: 'The parser thread ended.',
  };
  const watch = watchBusy(shared, limits.messageTimeMaxMs, () => {
    const detail = `Parsing took longer than ${limits.messageTimeMaxMs / 1000} seconds.`;
    reason = { code: 'parse-timeout', detail };
    void worker.terminate();
  });
  worker.on('message', events.onParsed);
  worker.on('error', (error) => {
    reason = { code: 'parse-failed', detail: `The parser stopped: ${error.message.split('\n')[0]}.` };
  });
  worker.on('exit', () => {
    clearInterval(watch);
    if (isStopping) return;
    events.onLost({
      batch: Atomics.load(shared, SHARED_BATCH),
      index: Atomics.load(shared, SHARED_INDEX),
      ...reason,
    });
  });
  return {
    send: (batch) => worker.postMessage(batch, [batch.bytes]),
    stop: async () => {
      isStopping = true;
      await worker.terminate();
    },
  };
}
