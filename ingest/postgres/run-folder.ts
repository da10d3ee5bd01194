import { chmod, link, lstat, mkdir, mkdtemp, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorCode } from '@/lib/base/error-code.ts';
import { inTheWay } from './in-the-way.ts';
import type { HomePaths } from './paths.ts';

/**
 * sockaddr_un holds 108 bytes on Linux and 104 on macOS; PostgreSQL appends its own file name to the folder.
 */
const SOCKET_PATH_BYTES_MAX = 99;
const LONGEST_NAME = 'pg/.s.PGSQL.5432.lock';

/** The sockets of one home. */
export type RunFolder = {
  readonly folder: string;
  /** PostgreSQL's own socket folder, 0700, owned by its account. */
  readonly postgres: string;
  readonly leaseSocket: string;
};

/**
 * Finds or makes the folder for sockets: `<home>/run`, or a short private folder under the system temporary
 * folder when that path does not fit a socket address. The replacement has a random name (a guessable one
 * could be made beforehand by somebody else), is checked for owner and mode each time, and is remembered in
 * the home.
 */
export async function prepareRunFolder(paths: HomePaths): Promise<RunFolder> {
  const folder = fits(paths.run) ? paths.run : await replacementFolder(paths);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // Root keeps the folder, PostgreSQL's account only passes through it to its own subfolder.
  await chmod(folder, process.getuid?.() === 0 ? 0o711 : 0o700);
  const leaseSocket = join(folder, 'lease.sock');
  // A file there is replaced. The supervisor would only end, and tell a log.
  const isFolder = (await lstat(leaseSocket).catch(() => null))?.isDirectory() === true;
  if (isFolder) throw inTheWay({ code: 'EISDIR', path: leaseSocket });
  return { folder, postgres: join(folder, 'pg'), leaseSocket };
}

function fits(folder: string): boolean {
  return Buffer.byteLength(join(folder, LONGEST_NAME)) <= SOCKET_PATH_BYTES_MAX;
}

async function replacementFolder(paths: HomePaths): Promise<string> {
  const remembered = await findRemembered(paths.runNote);
  if (remembered !== null) return remembered;
  const base = fits(join(tmpdir(), 'docket-XXXXXX')) ? tmpdir() : '/tmp';
  const folder = await mkdtemp(join(base, 'docket-'));
  const draft = `${paths.runNote}.${process.pid}`;
  await writeFile(draft, folder, { mode: 0o600 });
  try {
    // link refuses an existing name, so of two processes that come here together one wins and both agree.
    await link(draft, paths.runNote);
    return folder;
  } catch (cause) {
    if (errorCode(cause) !== 'EEXIST') throw cause;
    const winner = await findRemembered(paths.runNote);
    if (winner !== null) {
      await rmdir(folder);
      return winner;
    }
    await rename(draft, paths.runNote);
    return folder;
  } finally {
    await rm(draft, { force: true });
  }
}

async function findRemembered(note: string): Promise<string | null> {
  try {
    const folder = await readFile(note, 'utf8');
    const status = await lstat(folder);
    const loose = (status.mode & 0o066) !== 0;
    return status.isDirectory() && status.uid === process.getuid?.() && !loose ? folder : null;
  } catch {
    return null;
  }
}
