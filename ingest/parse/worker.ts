import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '@/lib/base/assert.ts';
import type { Email } from '@/lib/mail/email.ts';
import { createSearchIndexer } from '@/lib/search/search-vector.ts';
import { IDLE, type PackedBatch, SHARED_BATCH, SHARED_INDEX, unpackBatch } from './packed-batch.ts';
import { parseEmail } from './parse-email.ts';

/** What the worker answers to a batch: its emails in order, and their search vectors one behind the other. */
export type ParsedBatch = {
  readonly number: number;
  readonly emails: readonly Email[];
  readonly search: ArrayBuffer;
  readonly searchLengths: readonly number[];
};

const indexEmail = createSearchIndexer();
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
  const vectors: Uint8Array[] = [];
  for (const [index, { bytes, fullLength }] of unpackBatch(batch).entries()) {
    Atomics.store(shared, SHARED_INDEX, index);
    Atomics.store(shared, SHARED_BATCH, batch.number);
    const email = await parseEmail(bytes, fullLength);
    emails.push(email);
    vectors.push(indexEmail(email));
  }
  const searchLengths = vectors.map(({ length }) => length);
  const search = concatenate(vectors).buffer;
  const answer: ParsedBatch = { number: batch.number, emails, search, searchLengths };
  port?.postMessage(answer, [search]);
  Atomics.store(shared, SHARED_BATCH, IDLE);
}

function concatenate(vectors: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(vectors.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const vector of vectors) {
    all.set(vector, at);
    at += vector.length;
  }
  return all;
}
