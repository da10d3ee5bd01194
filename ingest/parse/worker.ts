import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '@/lib/base/assert.ts';
import type { Email } from '@/lib/mail/email.ts';
import { createSearchIndexer } from '@/lib/search/search-vector.ts';
import { IDLE, type PackedBatch, SHARED_BATCH, SHARED_INDEX, unpackBatch } from './packed-batch.ts';
import { type PackedRows, packRows } from './packed-rows.ts';
import { parseEmail } from './parse-email.ts';

/** What the worker answers to a batch, in its order. */
export type ParsedBatch = {
  readonly number: number;
  readonly parsed:
    | { readonly kind: 'emails'; readonly emails: readonly Email[] }
    | { readonly kind: 'rows'; readonly rows: PackedRows };
};

const indexEmail = createSearchIndexer();
const port = parentPort;
assert(port !== null, 'worker.ts runs in a worker thread');
const shared = new Int32Array((workerData as { readonly shared: SharedArrayBuffer }).shared);

let last = Promise.resolve();
port.on('message', (batch: PackedBatch) => {
  last = last.then(() => parseBatch(batch));
});

async function parseBatch(batch: PackedBatch): Promise<void> {
  const { number } = batch;
  if (batch.kind === 'emails') {
    const emails: Email[] = [];
    for await (const email of parseEach(batch)) emails.push(email);
    answer({ number, parsed: { kind: 'emails', emails } }, []);
  } else {
    const rows = await packRows(parseEach(batch), batch.bytes.byteLength, indexEmail);
    answer({ number, parsed: { kind: 'rows', rows } }, [rows.bytes]);
  }
}

function answer(batch: ParsedBatch, transfer: readonly ArrayBuffer[]): void {
  port?.postMessage(batch, transfer);
  Atomics.store(shared, SHARED_BATCH, IDLE);
}

/** One message after the other, so that the parent sees in the shared array which one a time-out or a crash hit. */
async function* parseEach(batch: PackedBatch): AsyncGenerator<Email> {
  for (const [index, { bytes, fullLength }] of unpackBatch(batch).entries()) {
    Atomics.store(shared, SHARED_INDEX, index);
    Atomics.store(shared, SHARED_BATCH, batch.number);
    yield await parseEmail(bytes, fullLength);
  }
}
