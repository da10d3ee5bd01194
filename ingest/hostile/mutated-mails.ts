import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { corpusPath, withoutCorpus } from '@/ingest/corpus-path.ts';
import { identityMails } from '@/ingest/hostile/identity-mails.ts';
import { mutate } from '@/ingest/hostile/mutate.ts';
import { createRandom } from '@/ingest/hostile/random.ts';
import { shapeMails } from '@/ingest/hostile/shape-mails.ts';
import { openByteStream } from '@/ingest/sources/byte-stream.ts';
import { createMboxSplitter } from '@/lib/mail/mbox/mbox.ts';

const SAMPLE = join(import.meta.dirname, '..', 'sample', 'zero-range.mbox');
/** Larger seeds only make a run slower; their size has tests of its own. */
const SEED_BYTES_MAX = 64 * 1024;

/** Mail to start from: the generated attacks, the sample, and the saga where there is a corpus. */
export async function seedMails(): Promise<readonly Uint8Array[]> {
  const generated = [...shapeMails(), ...identityMails()].map(({ bytes }) => bytes);
  const real = withoutCorpus ? [] : await split(corpusPath('zero-range/saga.mbox.gz'));
  return [...generated, ...(await split(SAMPLE)), ...real].filter(({ length }) => length <= SEED_BYTES_MAX);
}

async function split(path: string): Promise<readonly Uint8Array[]> {
  const stream = await openByteStream(Readable.from([readFileSync(path)]));
  const splitter = createMboxSplitter();
  const found: Uint8Array[] = [];
  for await (const chunk of stream.chunks()) found.push(...splitter.push(chunk).map(({ bytes }) => bytes));
  return [...found, ...splitter.end().map(({ bytes }) => bytes)];
}

/** `count` mutations of `seeds`; equal arguments give equal bytes. */
export function* mutatedMails(
  seeds: readonly Uint8Array[],
  seed: number,
  count: number,
): Generator<Uint8Array> {
  const random = createRandom(seed);
  for (let n = 0; n < count; n += 1) yield mutate(random.pick(seeds), random.pick(seeds), random);
}
