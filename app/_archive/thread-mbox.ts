import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { mboxrdEntry } from '@/lib/view/mboxrd.ts';

const compress = promisify(gzip);

/**
 * The mail of a thread as public-inbox gives it, a gzipped mbox; b4 reads it. Each batch is a gzip member of its own
 * (RFC 1952, 2.2), made when the client has taken the one before: memory holds one, however long the thread is. A
 * failure on the way cuts the connection, so that nobody takes a part for the whole.
 */
export function threadMboxResponse(batches: AsyncIterable<readonly Uint8Array[]>): Response {
  const source = batches[Symbol.asyncIterator]();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const batch = await source.next();
      if (batch.done === true) controller.close();
      else controller.enqueue(await compress(Buffer.concat(batch.value.map(mboxrdEntry))));
    },
    async cancel() {
      await source.return?.();
    },
  });
  return new Response(stream, {
    headers: {
      'Content-Type': 'application/gzip',
      'Content-Disposition': 'attachment; filename="t.mbox.gz"',
      'Cache-Control': 'no-cache',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
