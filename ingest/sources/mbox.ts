import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createMboxSplitter, type MboxMessage } from '@/lib/mail/mbox/mbox.ts';
import { isBeingWritten } from './being-written.ts';
import { type ByteStream, openByteStream } from './byte-stream.ts';
import { markLength } from './sniff.ts';
import { type Cursor, problemEvent, RAW_BYTES_MAX, type Source, type SourceEvent } from './source.ts';

const READ_BYTES = 256 * 1024;

/**
 * An mbox file, plain or gzip. Its cursor is the offset (unpacked) after the last message, with a fingerprint of the
 * start of the file: an mbox that grew is read on, one that was replaced is read again from its start.
 */
export async function openMbox(path: string, cursor: Cursor | null): Promise<Source> {
  const { size } = await stat(path);
  return {
    kind: 'mbox',
    size: { unit: 'bytes', total: size },
    events: () => mboxFileEvents(path, size, cursor),
  };
}

async function* mboxFileEvents(
  path: string,
  size: number,
  cursor: Cursor | null,
): AsyncGenerator<SourceEvent, void, undefined> {
  const isLastWritten = (last: MboxMessage): Promise<boolean> =>
    isBeingWritten(path, size, last.bytes.at(-1));
  const whole = await openByteStream(createReadStream(path, { highWaterMark: READ_BYTES }));
  // A packed file is never read on after it changed: nothing says where the old part ends.
  const identity: Cursor = { start: fingerprint(whole.head), packed: whole.isGzip ? size : null };
  const offset = resumeOffset(identity, cursor);
  if (offset === 0 || whole.isGzip || !(await isMessageStart(path, offset))) {
    const isWritten = whole.isGzip ? null : isLastWritten;
    yield* mboxEvents(whole, { skip: whole.isGzip ? offset : 0, base: 0, identity, isWritten });
    return;
  }
  whole.close();
  const rest = await openByteStream(createReadStream(path, { highWaterMark: READ_BYTES, start: offset }));
  yield* mboxEvents(rest, { skip: 0, base: offset, identity, isWritten: isLastWritten });
}

function fingerprint(head: Uint8Array): string {
  return createHash('sha256').update(head).digest('hex').slice(0, 32);
}

function resumeOffset(identity: Cursor, cursor: Cursor | null): number {
  if (cursor === null || cursor['start'] !== identity['start'] || cursor['packed'] !== identity['packed'])
    return 0;
  return typeof cursor['offset'] === 'number' ? cursor['offset'] : 0;
}

/** The old end of a file that grew: nothing more, or the next From_ line. */
async function isMessageStart(path: string, offset: number): Promise<boolean> {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(5), 0, 5, offset);
    const { size } = await file.stat();
    return size === offset || buffer.toString('latin1', 0, bytesRead) === 'From ';
  } finally {
    await file.close();
  }
}

export type MboxReading = {
  /** Unpacked bytes to leave out. */
  readonly skip: number;
  /** Offset of the first byte of the stream in the file. */
  readonly base: number;
  /** Goes into the cursors; null for an input that cannot be opened again. */
  readonly identity: Cursor | null;
  /** Asked at the end whether the last message may be unfinished; null for an input that is whole. */
  readonly isWritten: ((last: MboxMessage) => Promise<boolean>) | null;
};

/**
 * Messages of an mbox that streams in. The message cut off by an early end is not given out: it would be stored as
 * another message under the same id, and stand beside the whole one for ever.
 */
export async function* mboxEvents(
  stream: ByteStream,
  { skip, base, identity, isWritten }: MboxReading,
): AsyncGenerator<SourceEvent, void, undefined> {
  const splitter = createMboxSplitter('mboxrd', RAW_BYTES_MAX);
  // A byte order mark would hide the first From_ line.
  const unread = base === 0 && skip === 0 ? markLength(stream.head) : skip;
  const first = base + unread;
  let left = unread;
  for await (const chunk of stream.chunks()) {
    const used = Math.min(left, chunk.length);
    left -= used;
    for (const message of splitter.push(chunk.subarray(used)))
      yield* messageEvents(message, stream, first, identity);
  }
  // Damage found in the first piece leaves the rest of the input unread and the file open.
  stream.close();
  const damage = stream.damage();
  if (damage === null) {
    const ending = splitter.end();
    const last = ending.at(-1);
    const isUnfinished = last !== undefined && isWritten !== null && (await isWritten(last));
    for (const message of isUnfinished ? ending.slice(0, -1) : ending)
      yield* messageEvents(message, stream, first, identity);
    if (isUnfinished) {
      const detail = 'The file is being written to. Its last message was left for the next reading.';
      const where = `byte ${first + last.offset}`;
      yield problemEvent({ code: 'source-unfinished', where, detail }, null, stream.bytesRead());
    }
    return;
  }
  const where = `byte ${first + splitter.position()}`;
  const detail = `The input ends early: ${damage}. What comes before was read.`;
  yield problemEvent({ code: 'source-damaged', where, detail }, null, stream.bytesRead());
}

function* messageEvents(
  message: MboxMessage,
  stream: ByteStream,
  first: number,
  identity: Cursor | null,
): Generator<SourceEvent, void, undefined> {
  const where = `byte ${first + message.offset}`;
  const cursor = identity === null ? null : { ...identity, offset: first + message.end };
  const done = stream.bytesRead();
  if (message.isCut) {
    const detail = `The message is longer than ${RAW_BYTES_MAX} bytes; the rest was dropped.`;
    yield problemEvent({ code: 'message-too-large', where, detail }, null, done);
  }
  yield { kind: 'message', message: { bytes: message.bytes, list: null, where }, cursor, done };
}
