import { setTimeout as sleep } from 'node:timers/promises';
import { releaseLock, takeLock } from '@/ingest/postgres/generation-lock.ts';
import { makeOwnFolder } from '@/ingest/postgres/make-folder.ts';

/** Beside the mirrors, with a folder for each. */
export const LOCKS_FOLDER = 'locks';

const LOOK_MS = 50;

/** The end of the last work of this process in each folder: a lock is one of processes. */
const turns = new Map<string, Promise<unknown>>();

/** Does `work` while no other process and no other call does with this lock, a folder that is made. */
export async function withMirrorLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const turn = (turns.get(folder) ?? Promise.resolve()).then(() => locked(folder, work));
  const end = turn.catch(() => undefined);
  turns.set(folder, end);
  try {
    return await turn;
  } finally {
    if (turns.get(folder) === end) turns.delete(folder);
  }
}

async function locked<T>(folder: string, work: () => Promise<T>): Promise<T> {
  await makeOwnFolder(folder);
  while (!(await takeLock(folder))) await sleep(LOOK_MS);
  try {
    return await work();
  } finally {
    await releaseLock(folder);
  }
}
