import { link, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { assert } from '@/lib/base/assert.ts';
import { errorCode } from '@/lib/base/error-code.ts';
import { findProcessStamp } from './process-table.ts';

/** Stands in the place of a holder that gave the lock back: no process has such a stamp. */
const NOBODY = 'nobody';

/**
 * An exclusive lock between processes of one machine that a killed holder cannot leave behind (Node has no
 * flock). The lock is the file with the highest number in the folder; it names its holder. Who finds the
 * holder dead makes the file with the next number by link(2), which is atomic and brings the content along,
 * so of many takers one wins. The highest file is never removed: a slow taker that still believes in an old
 * number is caught by looking again after its link.
 *
 * @returns true when this process holds the lock, until it ends or gives it back; false when another live one does.
 */
export async function takeLock(folder: string): Promise<boolean> {
  const stamp = findProcessStamp(process.pid);
  assert(stamp !== null, 'a running process finds itself');
  const highest = await findHighest(folder);
  if (highest > 0) {
    const holder = await readFile(lockFile(folder, highest), 'utf8').catch(() => null);
    if (holder === stamp) return true;
    if (holder === null || isAlive(holder)) return false;
  }
  const mine = highest + 1;
  const draft = join(folder, `draft.${process.pid}`);
  await writeFile(draft, stamp, { mode: 0o600 });
  try {
    await link(draft, lockFile(folder, mine));
  } catch (cause) {
    if (errorCode(cause) === 'EEXIST') return false;
    throw cause;
  } finally {
    await rm(draft, { force: true });
  }
  if ((await findHighest(folder)) !== mine) {
    await rm(lockFile(folder, mine), { force: true });
    return false;
  }
  for (const number of await listNumbers(folder)) {
    if (number < mine) await rm(lockFile(folder, number), { force: true });
  }
  return true;
}

/** Gives back a lock that this process holds: the file with the next number names nobody. */
export async function releaseLock(folder: string): Promise<void> {
  const highest = await findHighest(folder);
  const draft = join(folder, `draft.${process.pid}`);
  await writeFile(draft, NOBODY, { mode: 0o600 });
  try {
    await link(draft, lockFile(folder, highest + 1));
  } finally {
    await rm(draft, { force: true });
  }
  await rm(lockFile(folder, highest), { force: true });
}

/** The process that holds the lock now, or null. */
export async function findLockHolder(folder: string): Promise<number | null> {
  const highest = await findHighest(folder);
  if (highest === 0) return null;
  const holder = await readFile(lockFile(folder, highest), 'utf8').catch(() => '');
  return isAlive(holder) ? Number.parseInt(holder, 10) : null;
}

function isAlive(stamp: string): boolean {
  const pid = Number.parseInt(stamp, 10);
  return Number.isSafeInteger(pid) && pid > 0 && findProcessStamp(pid) === stamp;
}

function lockFile(folder: string, number: number): string {
  return join(folder, `supervisor.${number}`);
}

async function findHighest(folder: string): Promise<number> {
  return Math.max(0, ...(await listNumbers(folder)));
}

async function listNumbers(folder: string): Promise<readonly number[]> {
  const names = await readdir(folder).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return [];
    throw cause;
  });
  return names.flatMap((name) => {
    const match = /^supervisor\.(\d{1,15})$/.exec(name);
    return match === null ? [] : [Number(match[1])];
  });
}
