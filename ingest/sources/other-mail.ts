import { constants } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { listMessages } from './maildir-names.ts';
import { type Format, formatOf } from './sniff.ts';

/** A folder may hold a million files; what it is of shows in the first ones. */
const LOOKED_AT_MAX = 20;
const HEAD_BYTES = 1024;
const MAIL: ReadonlySet<Format> = new Set(['mbox', 'message', 'gzip', 'git bundle']);

/** The first file or folder of a folder that looks like a source of its own; null when none does. */
export async function findOtherMail(folder: string): Promise<string | null> {
  const entries = (await readdir(folder, { withFileTypes: true }))
    .filter(({ name }) => !name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .slice(0, LOOKED_AT_MAX);
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const isMail = entry.isDirectory() ? await hasMessages(path) : entry.isFile() && (await isMailFile(path));
    if (isMail) return entry.name;
  }
  return null;
}

async function hasMessages(folder: string): Promise<boolean> {
  return (await listMessages(folder).catch(() => [])).length > 0;
}

async function isMailFile(path: string): Promise<boolean> {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const file = await open(path, flags).catch(() => null);
  if (file === null) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return MAIL.has(formatOf(buffer.subarray(0, bytesRead)));
  } catch {
    return false;
  } finally {
    await file.close();
  }
}
