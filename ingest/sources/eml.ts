import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { isBeingWritten } from './being-written.ts';
import { type ByteStream, openByteStream } from './byte-stream.ts';
import { problemEvent, RAW_BYTES_MAX, type Source, type SourceEvent } from './source.ts';

/** A file, plain or gzip, that is one message. Read again every time: it is one message. */
export async function openEml(path: string): Promise<Source> {
  const { size } = await stat(path);
  return {
    kind: 'eml',
    size: { unit: 'bytes', total: size },
    events: async function* () {
      const stream = await openByteStream(createReadStream(path));
      const isWritten = stream.isGzip ? null : (last?: number) => isBeingWritten(path, size, last);
      yield* emlEvents(stream, 'byte 0', isWritten);
    },
  };
}

/** All of `stream` as one message. `isWritten` says whether more may come behind its last byte. */
export async function* emlEvents(
  stream: ByteStream,
  where: string,
  isWritten: ((lastByte?: number) => Promise<boolean>) | null = null,
): AsyncGenerator<SourceEvent, void, undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream.chunks()) {
    chunks.push(chunk.subarray(0, RAW_BYTES_MAX - length));
    length += chunk.length;
    if (length > RAW_BYTES_MAX) break;
  }
  stream.close();
  const done = stream.bytesRead();
  const damage = stream.damage();
  if (damage !== null) {
    const detail = `The input ends early: ${damage}. The message was left out.`;
    yield problemEvent({ code: 'source-damaged', where, detail }, null, done);
    return;
  }
  if (length > RAW_BYTES_MAX) {
    const detail = `The message is longer than ${RAW_BYTES_MAX} bytes; the rest was dropped.`;
    yield problemEvent({ code: 'message-too-large', where, detail }, null, done);
  }
  const bytes = Buffer.concat(chunks);
  if (await isWritten?.(bytes.at(-1))) {
    // Half of it would be another message under the same id, and stand beside the whole one for ever.
    const detail = 'The file is being written to. It was left for the next reading.';
    yield problemEvent({ code: 'source-unfinished', where, detail }, null, done);
    return;
  }
  yield { kind: 'message', message: { bytes, list: null, where }, cursor: null, done };
}
