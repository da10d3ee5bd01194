import { createHash } from 'node:crypto';
import { lstatSync, type Stats } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cursor } from './source.ts';

/**
 * How a file looks: its length, the times of its last change and a hash of its first bytes. The change time cannot be
 * set back, so a copy that keeps length and modification time (`rsync -t`) is still noticed.
 */
export function fileSeal({ size, mtimeMs, ctimeMs }: Stats, head: Uint8Array): Cursor {
  return { size, mtimeMs, ctimeMs, head: createHash('sha256').update(head).digest('hex').slice(0, 32) };
}

/**
 * How a folder of messages looks: the names, and of `.eml` files their length and time. A Maildir's files are never
 * written again once they have a name in `cur` or `new`, so 100,000 of them need no look at each.
 */
export async function folderSeal(path: string, names: readonly string[]): Promise<Cursor> {
  const looks = names.map((name) => {
    if (name.includes('/')) return name;
    const stats = lstatSync(join(path, name), { throwIfNoEntry: false });
    return `${name}/${stats?.size}/${stats?.ctimeMs}`;
  });
  const hash = createHash('sha256').update(looks.join('\0'));
  const times = ['cur', 'new'].map(
    async (folder) => (await lstat(join(path, folder)).catch(() => null))?.mtimeMs ?? 0,
  );
  return { files: names.length, times: await Promise.all(times), names: hash.digest('hex').slice(0, 32) };
}
