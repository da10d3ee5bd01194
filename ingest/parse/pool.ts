import type { Email, RawMessage } from '@/lib/mail/email.ts';
import { createSearchIndexer } from '@/lib/search/search-vector.ts';
import type { MailRow } from '@/lib/store/keep/mail-row.ts';
import { type BatchKind, packBatch } from './packed-batch.ts';
import { packRow, unpackRows } from './packed-rows.ts';
import { type ParseThread, startParseThread, type ThreadLimits, type ThreadLoss } from './parse-thread.ts';
import { quarantineEmail } from './quarantine.ts';

/** No mail may hold up the rest for longer (reliability.md, section 7). The slowest honest one took 155 ms. */
const MESSAGE_TIME_MAX_MS = 5_000;
/** Heap of the thread; its input is bounded by the limits of clamp.ts. */
const HEAP_MAX_MB = 384;
/** The thread has the next batch at hand while the parent deals with the last one; more would only hold memory. */
const BATCHES_SENT_MAX = 2;

export type ParsedMessage = { readonly email: Email; readonly raw: RawMessage };
/** A message as the archive stores it. */
export type ParsedRow = { readonly row: MailRow; readonly raw: RawMessage };

type Parsed = readonly Email[] | readonly MailRow[];

export type ParsePool = {
  /** Starts the thread before there is anything to parse: loading the parser takes half a second of another core. */
  readonly warmUp: () => void;
  /** Reads the messages, answers in the same order. Calls may overlap. Never rejects because of a message. */
  readonly parse: (batch: readonly RawMessage[]) => Promise<readonly ParsedMessage[]>;
  /** The same, for the archive. */
  readonly parseRows: (batch: readonly RawMessage[]) => Promise<readonly ParsedRow[]>;
  /** Ends the thread; what is outstanding rejects. */
  readonly close: () => Promise<void>;
};

type Job = {
  readonly number: number;
  readonly kind: BatchKind;
  readonly messages: readonly Uint8Array[];
  readonly resolve: (parsed: Parsed) => void;
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
      const emails = (await request(queue, limits, 'emails', batch)) as readonly Email[];
      return batch.map((raw, index) => ({ raw, email: emails[index] as Email }));
    },
    parseRows: async (batch) => {
      const rows = (await request(queue, limits, 'rows', batch)) as readonly MailRow[];
      return batch.map((raw, index) => ({ raw, row: rows[index] as MailRow }));
    },
    close: async () => {
      queue.isClosed = true;
      rejectAll(queue, new Error('The parse pool was closed.'));
      await queue.thread?.stop();
    },
  };
}

async function request(
  queue: Queue,
  limits: ThreadLimits,
  kind: BatchKind,
  batch: readonly RawMessage[],
): Promise<Parsed> {
  if (batch.length === 0) return [];
  const messages = batch.map(({ bytes }) => bytes);
  return new Promise((resolve, reject) => {
    queue.waiting.push(createJob(queue, kind, messages, resolve, reject));
    sendNext(queue, limits);
  });
}

function createJob(
  queue: Queue,
  kind: BatchKind,
  messages: readonly Uint8Array[],
  resolve: Job['resolve'],
  reject: Job['reject'],
): Job {
  queue.numbers += 1;
  return { number: queue.numbers, kind, messages, resolve, reject };
}

function sendNext(queue: Queue, limits: ThreadLimits): void {
  while (!queue.isClosed && queue.sent.length < BATCHES_SENT_MAX) {
    const job = queue.waiting.shift();
    if (job === undefined) return;
    queue.sent.push(job);
    queue.thread ??= startThread(queue, limits);
    queue.thread.send(packBatch(job.number, job.kind, job.messages));
  }
}

function startThread(queue: Queue, limits: ThreadLimits): ParseThread {
  return startParseThread(limits, {
    onParsed: ({ number, parsed }) => {
      const at = queue.sent.findIndex((job) => job.number === number);
      const [job] = at === -1 ? [] : queue.sent.splice(at, 1);
      job?.resolve(parsed.kind === 'emails' ? parsed.emails : unpackRows(parsed.rows));
      sendNext(queue, limits);
    },
    onLost: (loss) => {
      queue.thread = null;
      recover(queue, loss);
      sendNext(queue, limits);
    },
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
  const { kind } = job;
  const parsePiece = (messages: readonly Uint8Array[]): Promise<Parsed> => {
    if (messages.length === 0) return Promise.resolve([]);
    return new Promise((resolve, reject) => {
      pieces.push(createJob(queue, kind, messages, resolve, reject));
    });
  };
  const before = parsePiece(job.messages.slice(0, index));
  const after = parsePiece(job.messages.slice(index + 1));
  Promise.all([before, after]).then(([head, tail]) => {
    const email = quarantineEmail(culprit, code, detail);
    const instead = kind === 'emails' ? email : packRow(email, createSearchIndexer()(email));
    job.resolve([...head, instead, ...tail] as Parsed);
  }, job.reject);
  return pieces;
}

function rejectAll(queue: Queue, error: Error): void {
  for (const job of [...queue.sent.splice(0), ...queue.waiting.splice(0)]) job.reject(error);
}
