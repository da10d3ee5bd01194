import type { Email, RawMessage } from '@/lib/mail/email.ts';
import { createSearchIndexer } from '@/lib/search/search-vector.ts';
import { packBatch } from './packed-batch.ts';
import { type ParseThread, startParseThread, type ThreadLimits, type ThreadLoss } from './parse-thread.ts';
import { quarantineEmail } from './quarantine.ts';
import type { ParsedBatch } from './worker.ts';

/** No mail may hold up the rest for longer (reliability.md, section 7). The slowest honest one took 155 ms. */
export const MESSAGE_TIME_MAX_MS = 5_000;
/** Heap of the thread; its input is bounded by the limits of clamp.ts. */
export const HEAP_MAX_MB = 384;
/** The thread has the next batch at hand while the parent deals with the last one; more would only hold memory. */
const BATCHES_SENT_MAX = 2;

/** `search` is the search vector of the email (lib/search/search-vector.ts). */
type Parsed = { readonly email: Email; readonly search: Uint8Array };

export type ParsedMessage = Parsed & { readonly raw: RawMessage };

export type ParsePool = {
  /** Starts the thread before there is anything to parse: loading the parser takes half a second of another core. */
  readonly warmUp: () => void;
  /** Reads the messages, answers in the same order. Calls may overlap. Never rejects because of a message. */
  readonly parse: (batch: readonly RawMessage[]) => Promise<readonly ParsedMessage[]>;
  /** Ends the thread; what is outstanding rejects. */
  readonly close: () => Promise<void>;
};

type Job = {
  readonly number: number;
  readonly messages: readonly Uint8Array[];
  readonly resolve: (parsed: readonly Parsed[]) => void;
  readonly reject: (error: Error) => void;
};

/** `sent` is with the thread, oldest first; `waiting` is not yet. */
type Queue = { thread: ParseThread | null; sent: Job[]; waiting: Job[]; numbers: number; isClosed: boolean };

/**
 * Parses mail in a thread that can be lost: when a message takes too long or too much memory the thread ends, the
 * message is quarantined, and a new thread goes on with the rest.
 */
export function createParsePool(
  limits: ThreadLimits = { messageTimeMaxMs: MESSAGE_TIME_MAX_MS, heapMaxMb: HEAP_MAX_MB },
): ParsePool {
  const queue: Queue = { thread: null, sent: [], waiting: [], numbers: 0, isClosed: false };
  return {
    warmUp: () => {
      if (!queue.isClosed) queue.thread ??= startThread(queue, limits);
    },
    parse: async (batch) => {
      if (batch.length === 0) return [];
      const messages = batch.map(({ bytes }) => bytes);
      const parsed = await new Promise<readonly Parsed[]>((resolve, reject) => {
        queue.waiting.push(createJob(queue, messages, resolve, reject));
        sendNext(queue, limits);
      });
      return batch.map((raw, index) => ({ raw, ...(parsed[index] as Parsed) }));
    },
    close: async () => {
      queue.isClosed = true;
      rejectAll(queue, new Error('The parse pool was closed.'));
      await queue.thread?.stop();
    },
  };
}

function createJob(
  queue: Queue,
  messages: readonly Uint8Array[],
  resolve: Job['resolve'],
  reject: Job['reject'],
): Job {
  queue.numbers += 1;
  return { number: queue.numbers, messages, resolve, reject };
}

function sendNext(queue: Queue, limits: ThreadLimits): void {
  while (!queue.isClosed && queue.sent.length < BATCHES_SENT_MAX) {
    const job = queue.waiting.shift();
    if (job === undefined) return;
    queue.sent.push(job);
    queue.thread ??= startThread(queue, limits);
    queue.thread.send(packBatch(job.number, job.messages));
  }
}

function startThread(queue: Queue, limits: ThreadLimits): ParseThread {
  return startParseThread(limits, {
    onParsed: (batch) => {
      const at = queue.sent.findIndex((job) => job.number === batch.number);
      const [job] = at === -1 ? [] : queue.sent.splice(at, 1);
      job?.resolve(unpackParsed(batch));
      sendNext(queue, limits);
    },
    onLost: (loss) => {
      queue.thread = null;
      recover(queue, loss);
      sendNext(queue, limits);
    },
  });
}

function unpackParsed({ emails, search, searchLengths }: ParsedBatch): readonly Parsed[] {
  let at = 0;
  return emails.map((email, index) => {
    const vector = new Uint8Array(search, at, searchLengths[index]);
    at += vector.length;
    return { email, search: vector };
  });
}

/** Puts back what the lost thread had, with the message it was lost at taken out of its batch. */
function recover(queue: Queue, loss: ThreadLoss): void {
  const lost = queue.sent.splice(0);
  const isMessage = lost.some(
    ({ number, messages }) => number === loss.batch && loss.index < messages.length,
  );
  if (!isMessage) {
    // No mail did this: the thread cannot start, and would not start again.
    queue.waiting.unshift(...lost);
    rejectAll(queue, new Error(loss.detail));
    return;
  }
  const again = lost.flatMap((job) => (job.number === loss.batch ? splitJob(queue, job, loss) : [job]));
  queue.waiting.unshift(...again);
}

function splitJob(queue: Queue, job: Job, { index, code, detail }: ThreadLoss): Job[] {
  const culprit = job.messages[index] ?? new Uint8Array();
  const pieces: Job[] = [];
  const parsePiece = (messages: readonly Uint8Array[]): Promise<readonly Parsed[]> => {
    if (messages.length === 0) return Promise.resolve([]);
    return new Promise((resolve, reject) => {
      pieces.push(createJob(queue, messages, resolve, reject));
    });
  };
  const before = parsePiece(job.messages.slice(0, index));
  const after = parsePiece(job.messages.slice(index + 1));
  Promise.all([before, after]).then(([head, tail]) => {
    const email = quarantineEmail(culprit, code, detail);
    job.resolve([...head, { email, search: createSearchIndexer()(email) }, ...tail]);
  }, job.reject);
  return pieces;
}

function rejectAll(queue: Queue, error: Error): void {
  for (const job of [...queue.sent.splice(0), ...queue.waiting.splice(0)]) job.reject(error);
}
