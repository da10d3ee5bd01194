import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { createTurns } from '@/lib/base/turns.ts';
import { mboxrdEntry } from '@/lib/view/mail/mboxrd.ts';

const compress = promisify(gzip);

/** Batches of all clients that are made at once: each is held a few times over, and packing one takes a core. */
const MAKING_MAX = 2;
const { inTurn } = createTurns(MAKING_MAX);

type Batches = AsyncIterable<readonly Uint8Array[]>;

/**
 * Mail as public-inbox gives it, a gzipped mbox that is saved under `name`; b4 reads it. Each batch is a gzip member of
 * its own (RFC 1952, 2.2).
 */
export function mboxGzResponse(name: string, batches: Batches): Response {
  return mboxFile(name, 'application/gzip', batches, (mbox) => compress(mbox));
}

/** The same for who cannot unpack. */
export function mboxResponse(name: string, batches: Batches): Response {
  return mboxFile(name, 'application/mbox', batches, async (mbox) => mbox);
}

/**
 * A batch is made when the client has taken the one before and it is its turn: memory holds one, however much mail
 * there is, and pages are answered beside fifty such clients. A failure on the way cuts the connection, so that nobody
 * takes a part for the whole.
 */
function mboxFile(
  name: string,
  type: string,
  batches: Batches,
  pack: (mbox: Buffer) => Promise<Buffer>,
): Response {
  const source = batches[Symbol.asyncIterator]();
  const make = async (): Promise<Uint8Array | null> => {
    const batch = await source.next();
    return batch.done === true ? null : pack(Buffer.concat(batch.value.map(mboxrdEntry)));
  };
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const made = await inTurn(make);
        if (made === null) controller.close();
        else controller.enqueue(made);
      },
      async cancel() {
        await source.return?.();
      },
    },
    // Nothing is made before it is asked for: for HEAD nobody ever reads it.
    { highWaterMark: 0 },
  );
  return new Response(stream, {
    headers: {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-cache',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
