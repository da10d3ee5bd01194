import { chmod, chown, mkdir } from 'node:fs/promises';
import { AppError } from '@/lib/base/app-error.ts';
import { resolveAccount } from './account.ts';
import { installBinaries } from './binaries.ts';
import { inspectDataFolder } from './data-folder.ts';
import { assertDurable } from './durability.ts';
import { initializeDataFolder, setAdminPassword } from './initialize.ts';
import type { HomePaths } from './paths.ts';
import { readPostmasterPid } from './postmaster-pid.ts';
import { ensureReachable } from './reachable.ts';
import { ensureRoles } from './roles.ts';
import { findSecrets, makeSecrets, saveSecrets } from './secrets.ts';
import { type Server, type ServerPlace, startServer, stopServer } from './server.ts';

/**
 * Everything from an empty (or interrupted, or orphaned) home to a server with its roles. Each step is safe
 * to repeat after a kill at any point. The caller holds the supervisor's lock.
 *
 * @throws AppError for every refusal; the data folder is then as it was.
 */
export async function prepareServer(
  paths: HomePaths,
  socketFolder: string,
  serverLog: (text: string) => void,
  log: (line: string) => void,
): Promise<ServerPlace & { readonly server: Server }> {
  const account = await resolveAccount(paths, process.env);
  if (account.warning !== null) log(`Warning: ${account.warning}`);
  await ensureReachable(paths.home, account);
  const binaries = await installBinaries(paths, account);
  const place: ServerPlace = { data: paths.data, socketFolder, account, binaries };
  const state = await inspectDataFolder(paths.data, account, binaries);
  const orphan = await readPostmasterPid(paths.data);
  if (orphan.kind === 'ours') {
    log(`Stopping the PostgreSQL a killed run left behind (process ${orphan.pid})`);
    await stopServer(paths.data, orphan.pid);
  }
  await makeSocketFolder(socketFolder, account.uid, account.gid);
  const known = await findSecrets(paths);
  const secrets = known ?? makeSecrets();
  if (state === 'missing') {
    log(`Making a new data folder at ${paths.data}`);
    await initializeDataFolder(paths, account, binaries, secrets.admin);
  }
  await assertDurable(paths.data, account, binaries);
  if (known === null) {
    if (state === 'ready') await setAdminPassword(paths.data, account, binaries, secrets.admin);
    await saveSecrets(paths, secrets);
  }
  const server = await startServer(place, serverLog);
  try {
    // A query that was under way when the server died may never be answered (postgres.js; met in bench/soak/kills.ts).
    await Promise.race([ensureRoles(socketFolder, secrets), failWhenEnded(server)]);
  } catch (cause) {
    await stopServer(paths.data, server.pid);
    throw cause;
  }
  log(`PostgreSQL ${binaries.version.split('-')[0]} accepts connections`);
  return { ...place, server };
}

async function failWhenEnded({ ended }: Server): Promise<never> {
  await ended;
  throw new AppError(
    'DATABASE_UNAVAILABLE',
    'PostgreSQL ended while it was being prepared.',
    'Try again; if it happens again, see postgres.log in the log folder of DOCKET_HOME.',
  );
}

async function makeSocketFolder(folder: string, uid: number, gid: number): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  if (process.getuid?.() === 0) await chown(folder, uid, gid);
}
