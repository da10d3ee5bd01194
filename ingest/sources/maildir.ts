import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { problemEvent, RAW_BYTES_MAX, type Source, type SourceEvent } from './source.ts';

/**
 * A Maildir (`cur` and `new`; `tmp` holds what is still being delivered) or a folder of `.eml` files. Read from its
 * start every time: new mail may sort anywhere, and what is known already is only counted.
 *
 * Only regular files are opened: a symbolic link could lead out of the folder, a FIFO would never end.
 */
export async function openMaildir(path: string): Promise<Source> {
  const names = await listMessages(path);
  const boxes = (await readdir(path)).filter((name) => /\.mbox(?:\.gz)?$/i.test(name)).sort();
  return {
    kind: 'maildir',
    size: { unit: 'messages', total: names.length },
    events: async function* () {
      yield* maildirEvents(path, names);
      for (const where of boxes)
        yield problemEvent({ code: 'source-unreadable', where, detail: NOT_READ }, null, names.length);
    },
  };
}

const NOT_READ = 'An mbox beside the messages of a folder is not read with them. Ingest it by its own name.';

/** Flags of a Maildir that keep a message out of every archive, as in public-inbox: a draft, or thrown away. */
const NOT_FOR_OTHERS = /:2,[A-Za-z]*[DT][A-Za-z]*$/;

/** Files of the folder that hold messages, relative to it, in code-unit order. */
export async function listMessages(path: string): Promise<readonly string[]> {
  const names = (await readdir(path)).filter((name) => /\.eml$/i.test(name));
  for (const folder of ['cur', 'new']) {
    const stats = await lstat(join(path, folder)).catch(() => null);
    if (stats?.isDirectory() !== true) continue;
    for (const name of await readdir(join(path, folder))) {
      if (!name.startsWith('.') && !NOT_FOR_OTHERS.test(name)) names.push(`${folder}/${name}`);
    }
  }
  return names.sort();
}

async function* maildirEvents(
  path: string,
  names: readonly string[],
): AsyncGenerator<SourceEvent, void, undefined> {
  for (const [index, where] of names.entries()) {
    const done = index + 1;
    const read = await readMessage(join(path, where));
    if (typeof read === 'string') {
      yield problemEvent({ code: 'source-unreadable', where, detail: read }, null, done);
      continue;
    }
    if (read.length > RAW_BYTES_MAX) {
      const detail = `The message is longer than ${RAW_BYTES_MAX} bytes; the rest was dropped.`;
      yield problemEvent({ code: 'message-too-large', where, detail }, null, done);
    }
    const bytes = read.subarray(0, RAW_BYTES_MAX);
    yield { kind: 'message', message: { bytes, list: null, where }, cursor: null, done };
  }
}

/** Up to one byte more than `RAW_BYTES_MAX` of the file, or a sentence why it was not read. */
async function readMessage(path: string): Promise<Uint8Array | string> {
  // O_NONBLOCK: opening a FIFO that nobody writes to would wait for ever.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  let file: FileHandle;
  try {
    file = await open(path, flags);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    return code === 'ELOOP' ? 'Symbolic links are not followed.' : `The file cannot be opened (${code}).`;
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
    return bytes.subarray(0, length);
  } catch (error) {
    return `The file cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`;
  } finally {
    await file.close();
  }
}
