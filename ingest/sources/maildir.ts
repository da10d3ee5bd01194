import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from '@/lib/base/error-code.ts';
import { createMboxSplitter } from '@/lib/mail/mbox/mbox.ts';
import { isFresh } from './being-written.ts';
import { listMessages, messageKey } from './maildir-names.ts';
import { formatOf, packedMessage } from './sniff.ts';
import { problemEvent, RAW_BYTES_MAX, type Source, type SourceEvent } from './source.ts';

/**
 * A Maildir (`cur` and `new`; `tmp` holds what is still being delivered) or a folder of `.eml` files; `names` are those
 * of its messages. Read from its start every time: new mail may sort anywhere, and what is known already is only
 * counted.
 *
 * Mail programs rename the files meanwhile: each message comes once, under whatever name it has then.
 *
 * Only regular files are opened: a symbolic link could lead out of the folder, a FIFO would never end.
 */
export async function openMaildir(path: string, names: readonly string[]): Promise<Source> {
  const beside = (await readdir(path)).filter((name) => BESIDE.test(name)).sort();
  return {
    kind: 'maildir',
    size: { unit: 'messages', total: names.length },
    events: async function* () {
      yield* maildirEvents(path, names);
      for (const where of beside) {
        const detail = /\.eml/i.test(where) ? PACKED : NOT_READ;
        yield problemEvent({ code: 'source-unreadable', where, detail }, null, names.length);
      }
    },
  };
}

/** What looks like mail by its name, and is not among the messages of the folder. */
const BESIDE = /\.(?:mbox|eml)(?:\.(?:gz|xz|zst|bz2|lz4))?(?<!\.eml)$/i;
const PACKED = 'A packed message of a folder is not read. Unpack it in its place.';
const NOT_READ = 'An mbox beside the messages of a folder is not read with them. Ingest it by its own name.';

/** A message that was renamed before it could be opened is looked for so often; each look takes no longer than that. */
const LOOKS_MAX = 20;

async function* maildirEvents(
  path: string,
  names: readonly string[],
): AsyncGenerator<SourceEvent, void, undefined> {
  const given = givenOnce(names);
  const missing = new Set<string>();
  let done = 0;
  let next = names;
  for (let look = 1; next.length > 0; look += 1) {
    let isWritten = false;
    for (const where of next) {
      const read = await readMessage(join(path, where), !where.includes('/'));
      if ((read === GONE || read === WRITTEN) && look < LOOKS_MAX) {
        missing.add(messageKey(where));
        isWritten ||= read === WRITTEN;
        continue;
      }
      missing.delete(messageKey(where));
      done += 1;
      if (typeof read === 'string') {
        const code = read === WRITTEN ? 'source-unfinished' : 'source-unreadable';
        yield problemEvent({ code, where, detail: read }, null, done);
        continue;
      }
      if (given(where, read)) continue;
      if (read.length > RAW_BYTES_MAX) {
        const detail = `The message is longer than ${RAW_BYTES_MAX} bytes; the rest was dropped.`;
        yield problemEvent({ code: 'message-too-large', where, detail }, null, done);
      }
      const bytes = read.subarray(0, RAW_BYTES_MAX);
      yield { kind: 'message', message: { bytes, list: null, where }, cursor: null, done };
    }
    if (isWritten) await sleep(WRITTEN_PAUSE_MS);
    // What has no name any more was deleted: as if the folder had been read a moment later.
    next = missing.size === 0 ? [] : await listAgain(path, missing);
  }
}

/** Those of `keys` that are still there; the whole folder may be gone. */
async function listAgain(path: string, keys: ReadonlySet<string>): Promise<readonly string[]> {
  const names = await listMessages(path).catch(() => []);
  return names.filter((name) => keys.has(messageKey(name)));
}

/**
 * Tells whether a message was given already under another of its names: it may have been listed under two. Two files
 * that only look so, with other bytes, are two messages.
 */
function givenOnce(names: readonly string[]): (name: string, bytes: Uint8Array) => boolean {
  const once = new Set<string>();
  const often = new Set<string>();
  for (const key of names.map(messageKey)) (once.has(key) ? often : once).add(key);
  const given = new Set<string>();
  return (name, bytes) => {
    const key = messageKey(name);
    if (!often.has(key)) return false;
    const mark = `${createHash('sha256').update(bytes).digest('hex')}${key}`;
    const isGiven = given.has(mark);
    given.add(mark);
    return isGiven;
  };
}

const HEAD_BYTES = 1024;

const GONE = 'The file was renamed again and again while it was to be opened.';
const WRITTEN = 'The file is being written to. It was left for the next reading.';
/** With LOOKS_MAX longer than a file counts as fresh. */
const WRITTEN_PAUSE_MS = 250;
const EMPTY = 'The file is empty.';
const NULS = 'The file is nothing but NUL bytes, as a crash or a broken disk leaves it. Fetch it again.';
const MBOX = 'The file is an mbox of several messages. Ingest it by its own name.';

/**
 * Up to one byte more than `RAW_BYTES_MAX` of the file, or a sentence why it was not read. A mail program renames into
 * a Maildir what is whole; a file that somebody copies to its place (`mayGrow`) comes bit by bit.
 */
async function readMessage(path: string, mayGrow: boolean): Promise<Uint8Array | string> {
  // O_NONBLOCK: opening a FIFO that nobody writes to would wait for ever.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  let file: FileHandle;
  try {
    file = await open(path, flags);
  } catch (error) {
    const code = errorCode(error) ?? 'unknown error';
    if (code === 'ELOOP') return 'Symbolic links are not followed.';
    if (code !== 'ENOENT') return `The file cannot be opened (${code}).`;
    // Node gives such a name back as another one.
    return path.includes('\ufffd') ? 'Its name is not UTF-8, so it cannot be opened. Rename it.' : GONE;
  }
  try {
    const stats = await file.stat();
    if (!stats.isFile()) return 'This is no regular file.';
    const bytes = Buffer.alloc(Math.min(stats.size, RAW_BYTES_MAX + 1));
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    const read = bytes.subarray(0, length);
    const later = await file.stat();
    if (later.size !== stats.size || later.mtimeMs !== stats.mtimeMs) return WRITTEN;
    if (mayGrow && isFresh(later, read.at(-1))) return WRITTEN;
    return packedMessage(read.subarray(0, HEAD_BYTES)) ?? noMessage(read) ?? read;
  } catch (error) {
    return `The file cannot be read (${errorCode(error) ?? 'unknown error'}).`;
  } finally {
    await file.close();
  }
}

/** Why these bytes are not one message; null when they may be. What is odd beyond that is the parser's business. */
function noMessage(bytes: Uint8Array): string | null {
  if (bytes.length === 0) return EMPTY;
  if (bytes[0] === 0 && bytes.every((byte) => byte === 0)) return NULS;
  if (formatOf(bytes.subarray(0, HEAD_BYTES)) !== 'mbox') return null;
  const splitter = createMboxSplitter('mboxrd', RAW_BYTES_MAX);
  return splitter.push(bytes).length > 0 ? MBOX : null;
}
