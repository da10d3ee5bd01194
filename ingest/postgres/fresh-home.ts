import { realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { resolveAccount } from './account.ts';
import { bundledVersion } from './binaries.ts';
import { inspectDataFolder } from './data-folder.ts';
import { assertHomePath } from './home-path.ts';
import { type Env, homePaths } from './paths.ts';
import { assertPassable } from './reachable.ts';

/**
 * Refuses a path that can be no home, and one that no Docket has used yet before anything is made in it: an account
 * that is none, a folder above it that the account cannot enter, a data folder that is not ours to start. One that
 * was used is looked at by its supervisor, each time; asking here as well would take four processes a command.
 *
 * @throws AppError for every refusal; nothing was made or changed.
 */
export async function assertUsable(home: string, env: Env): Promise<void> {
  // These `prepareHome` refuses, and makes nothing either.
  if (process.platform === 'win32') return;
  await assertHomePath(home);
  const paths = homePaths(home);
  const status = await stat(paths.home).catch(() => null);
  if (status !== null && status.uid !== process.getuid?.()) return;
  if ((await stat(paths.lock).catch(() => null)) !== null) return;
  const account = await resolveAccount(paths, env);
  // The home gets the right to be passed through, and so do folders that are made for it.
  await assertPassable(await lastExisting(dirname(paths.home)), account);
  if (status !== null) await inspectDataFolder(paths.data, account, await bundledVersion());
}

async function lastExisting(path: string): Promise<string> {
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
    if ((await stat(folder).catch(() => null)) !== null) return realpath(folder);
  }
  return '/';
}
