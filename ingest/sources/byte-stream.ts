import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** Limits of reliability.md, section 8, against gzip bombs. Mail packs to a third; 100 is far from honest. */
const UNPACKED_BYTES_MAX = 2 * 1024 * 1024 * 1024;
const UNPACK_RATIO_MAX = 100;
/** Below this much output the ratio says nothing: a short mbox of one repeated line is no attack. */
const RATIO_FREE_BYTES = 16 * 1024 * 1024;

/** Output is lost with the error that ends it: small pieces lose less. */
const CHUNK_BYTES = 32 * 1024;

/** Bytes of a file or of standard input, unpacked when they are gzip, however many members it has. */
export type ByteStream = {
  readonly isGzip: boolean;
  /** First bytes (1 KiB, or all there is), still to come from `chunks`. */
  readonly head: Uint8Array;
  readonly chunks: () => AsyncGenerator<Uint8Array, void, undefined>;
  /** Bytes taken from the input, before unpacking. */
  readonly bytesRead: () => number;
  /** Why the input ended early: damaged, cut off or too large. Null while all is well. */
  readonly damage: () => string | null;
  readonly close: () => void;
};

const HEAD_BYTES = 1024;

type Status = { read: number; damage: string | null };

/** Starts to read `input`. A read error or damaged gzip ends the chunks early and is told by `damage`. */
export async function openByteStream(input: Readable): Promise<ByteStream> {
  const status: Status = { read: 0, damage: null };
  const packed = counted(input, status);
  const first = await takeAtLeast(packed, 2);
  const isGzip = first[0] === 0x1f && first[1] === 0x8b;
  const whole = prepend(first, packed);
  const plain = isGzip ? unpacked(whole, status) : whole;
  const head = await takeAtLeast(plain, HEAD_BYTES);
  return {
    isGzip,
    head: head.subarray(0, HEAD_BYTES),
    chunks: () => prepend(head, plain),
    bytesRead: () => status.read,
    damage: () => status.damage,
    close: () => input.destroy(),
  };
}

async function* counted(input: Readable, status: Status): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    for await (const chunk of input) {
      status.read += chunk.length;
      yield chunk;
    }
  } catch (error) {
    status.damage = `it cannot be read further (${messageOf(error)})`;
  }
}

/**
 * Unpacks chunk by chunk and keeps what came out before an error: read as a stream, a gunzip that fails throws away
 * the good output it still holds.
 */
async function* unpacked(
  packed: AsyncIterable<Uint8Array>,
  status: Status,
): AsyncGenerator<Uint8Array, void, undefined> {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  const output: Uint8Array[] = [];
  let total = 0;
  gunzip.on('data', (chunk: Uint8Array) => {
    output.push(chunk);
    total += chunk.length;
    status.damage ??= tooMuch(total, status.read);
    if (status.damage !== null) gunzip.destroy();
  });
  gunzip.on('error', (error) => {
    status.damage ??= `its gzip data is damaged or cut off (${messageOf(error)})`;
  });
  const closed = new Promise<void>((resolve) => gunzip.once('close', resolve));
  try {
    for await (const chunk of packed) {
      // After an error the callback of a write is never called.
      await Promise.race([closed, new Promise<void>((resolve) => gunzip.write(chunk, () => resolve()))]);
      yield* output.splice(0);
      if (status.damage !== null) return;
    }
    gunzip.end();
    await closed;
    yield* output;
  } finally {
    gunzip.destroy();
  }
}

function tooMuch(unpackedBytes: number, packedBytes: number): string | null {
  if (unpackedBytes > UNPACKED_BYTES_MAX) return 'it unpacks to more than 2 GiB, the limit';
  if (unpackedBytes > RATIO_FREE_BYTES && unpackedBytes > packedBytes * UNPACK_RATIO_MAX) {
    return `it unpacks to more than ${UNPACK_RATIO_MAX} times its size, as gzip bombs do`;
  }
  return null;
}

async function takeAtLeast(
  chunks: AsyncGenerator<Uint8Array, void, undefined>,
  count: number,
): Promise<Uint8Array> {
  const taken: Uint8Array[] = [];
  let length = 0;
  while (length < count) {
    const next = await chunks.next();
    if (next.done === true) break;
    taken.push(next.value);
    length += next.value.length;
  }
  return taken.length === 1 && taken[0] !== undefined ? taken[0] : Buffer.concat(taken);
}

async function* prepend(
  first: Uint8Array,
  rest: AsyncGenerator<Uint8Array, void, undefined>,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (first.length > 0) yield first;
  yield* rest;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
