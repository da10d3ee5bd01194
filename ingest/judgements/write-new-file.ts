import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { fileRefusal } from '@/ingest/pipeline/file-refusal.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { errorCode } from '@/lib/base/error-code.ts';

/**
 * Writes a file that is not there yet, whole or not at all: it stands beside its place until all of it is on the disk.
 * What `parts` throws is passed on; what the disk says is an AppError that names the file.
 */
export async function writeNewFile(file: string, parts: AsyncIterable<string>): Promise<void> {
  const draft = `${file}.${process.pid}.part`;
  if (existsSync(file)) throw new AppError('BAD_INPUT', `${file} is there already.`, 'Give another name.');
  const handle = onDisk(file, () => openSync(draft, 'wx', 0o600));
  let isOpen = true;
  try {
    for await (const part of parts) onDisk(file, () => writeFileSync(handle, part));
    onDisk(file, () => fsyncSync(handle));
    isOpen = false;
    onDisk(file, () => closeSync(handle));
    onDisk(file, () => place(draft, file));
  } finally {
    if (isOpen) closeSync(handle);
    rmSync(draft, { force: true });
  }
}

/** A link takes no place that somebody took meanwhile. Some file systems have none. */
function place(draft: string, file: string): void {
  try {
    linkSync(draft, file);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw error;
    renameSync(draft, file);
  }
}

function onDisk<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw fileRefusal(file, error, { what: 'written' });
  }
}
