import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '@/lib/base/assert.ts';
import type { Email } from '@/lib/mail/email.ts';
import { IDLE, type PackedBatch, SHARED_BATCH, SHARED_INDEX, unpackBatch } from './packed-batch.ts';
import { parseEmail } from './parse-email.ts';

/** What the worker answers to a batch: its emails in order. */
export type ParsedBatch = { readonly number: number; readonly emails: readonly Email[] };

const port = parentPort;
assert(port !== null, 'worker.ts runs in a worker thread');
const shared = new Int32Array((workerData as { readonly shared: SharedArrayBuffer }).shared);

let last = Promise.resolve();
port.on('message', (batch: PackedBatch) => {
  last = last.then(() => parseBatch(batch));
});

/** One message after the other, so that the parent sees in the shared array which one a time-out or a crash hit. */
async function parseBatch(batch: PackedBatch): Promise<void> {
  const emails: Email[] = [];
  for (const [index, { bytes, fullLength }] of unpackBatch(batch).entries()) {
    Atomics.store(shared, SHARED_INDEX, index);
    Atomics.store(shared, SHARED_BATCH, batch.number);
    emails.push(await parseEmail(bytes, fullLength));
  }
  port?.postMessage({ number: batch.number, emails } satisfies ParsedBatch);
  Atomics.store(shared, SHARED_BATCH, IDLE);
}
