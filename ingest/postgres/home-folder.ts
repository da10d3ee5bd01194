import { chmod, lstat, mkdir, realpath, stat, statfs } from 'node:fs/promises';
import { AppError } from '@/lib/base/app-error.ts';
import { errorCode } from '@/lib/base/error-code.ts';
import { inTheWay } from './in-the-way.ts';
import { folderRefusal, makeFolder } from './make-folder.ts';
import { type HomePaths, homePaths } from './paths.ts';

/**
 * Network file systems lose or reorder the locks and syncs PostgreSQL depends on (numbers from statfs(2)).
 */
const NETWORK_FILE_SYSTEMS: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB2'],
]);

/**
 * Makes the home folder and its private parts where missing, and refuses a home that is not ours alone to
 * write. Returns the paths with symbolic links of the home itself resolved, so that every process agrees on
 * them.
 *
 * @throws AppError for a foreign owner, a world-writable folder, a network file system or missing rights.
 */
export async function prepareHome(home: string): Promise<HomePaths> {
  if (process.platform === 'win32') {
    throw new AppError(
      'UNSUPPORTED',
      'The bundled PostgreSQL is not run on Windows.',
      'Set DATABASE_URL to a PostgreSQL 15 or later, or run Docket inside WSL.',
    );
  }
  const uid = process.getuid?.() ?? 0;
  try {
    await makeFolder(home, uid === 0 ? 0o711 : 0o700);
  } catch (cause) {
    throw folderRefusal(home, cause, 'DATABASE_UNAVAILABLE');
  }
  const paths = homePaths(await realpath(home));
  await assertOurs(paths.home, uid);
  try {
    for (const folder of [paths.lock, paths.log]) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await chmod(folder, 0o700);
    }
  } catch (cause) {
    const misplaced = inTheWay(cause);
    if (misplaced !== null) throw misplaced;
    throw new AppError(
      'DATABASE_UNAVAILABLE',
      `Cannot write in the folder ${paths.home}: ${(cause as Error).message}`,
      'Make it writable (is its disk mounted read-only?), or set DOCKET_HOME to another folder.',
    );
  }
  return paths;
}

async function assertOurs(home: string, uid: number): Promise<void> {
  const status = await stat(home);
  if (status.uid !== uid) {
    throw new AppError(
      'DATABASE_UNAVAILABLE',
      `${home} belongs to user id ${status.uid}, Docket runs as ${uid}.`,
      `Run Docket as that user, or set DOCKET_HOME to another folder.`,
    );
  }
  if ((status.mode & 0o002) !== 0) {
    throw new AppError(
      'DATABASE_UNAVAILABLE',
      `${home} may be written by everybody.`,
      `Run: chmod o-w ${home}`,
    );
  }
  const network = NETWORK_FILE_SYSTEMS.get((await statfs(home)).type);
  if (network !== undefined) {
    throw new AppError(
      'UNSUPPORTED',
      `${home} is on a network file system (${network}), where a database can be damaged.`,
      'Set DOCKET_HOME to a folder on a local disk, or use DATABASE_URL.',
    );
  }
}

/** lstat that gives null for what does not exist. */
export async function findStatus(path: string): Promise<Awaited<ReturnType<typeof lstat>> | null> {
  try {
    return await lstat(path);
  } catch (cause) {
    const code = errorCode(cause);
    // Of a file in the place of a folder there is nothing below.
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw cause;
  }
}
