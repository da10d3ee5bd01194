import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { makeOwnFolder } from '@/ingest/postgres/make-folder.ts';
import type { SafeResponse } from './fetch-safely.ts';

/** A body that was fetched to its end. The file has no name any more: it goes with this process, however that ends. */
export type Spooled = {
  readonly size: number;
  readonly sha256: string;
  /** Reads from the start and closes the file at the end; call it once. */
  readonly read: () => Readable;
  /** For a body that is not wanted after all. */
  readonly close: () => Promise<void>;
};

/**
 * Fetches the body into a file in `folder`: the server is not kept waiting while messages are stored, and what is cut
 * off on the way is noticed before any of it is. Throws AppError as `chunks` does.
 */
export async function spool(response: SafeResponse, folder: string): Promise<Spooled> {
  await makeOwnFolder(folder);
  const path = join(folder, randomUUID());
  const file = await open(path, 'wx+', 0o600);
  try {
    await unlink(path);
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of response.chunks()) {
      hash.update(chunk);
      await writeAll(file, chunk);
      size += chunk.length;
    }
    return {
      size,
      sha256: hash.digest('hex'),
      read: () => createReadStream('', { fd: file, start: 0 }),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.length; ) at += (await file.write(chunk, at)).bytesWritten;
}
