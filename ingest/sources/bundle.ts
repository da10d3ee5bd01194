import { createHash } from 'node:crypto';
import { access, mkdtemp, open, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { makeOwnFolder } from '@/ingest/postgres/make-folder.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { type GitResult, gitRemedy, runGit } from './git.ts';
import { removeLocks } from './git-locks.ts';
import { LOCKS_FOLDER, withMirrorLock } from './mirror-lock.ts';
import { dropKept, isRead, nothingNew, openPacked, readKept } from './pack/open-packed.ts';
import { openPublicInbox } from './public-inbox.ts';
import { formatOf } from './sniff.ts';
import type { Cursor, Source } from './source.ts';

/** The branch of the mirror that follows the bundle, whatever the bundle calls it. */
const BRANCH = 'refs/heads/master';
const STAMP = 'docket-bundle';

/**
 * A git bundle of a public-inbox v2 epoch. It is unpacked into a repository of its own under `mirrors`, named by the
 * path of the bundle: a newer bundle under the same path adds to it. One that was never read is read without that, and
 * unpacked when it turns out to have more to read. `path` is absolute and free of symbolic links.
 */
export async function openBundle(path: string, mirrors: string, cursor: Cursor | null): Promise<Source> {
  const gitDir = mirrorOf(path, mirrors);
  const kept = await readKept(gitDir);
  if (kept !== null && kept.stamp === (await stampOf(path)) && isRead(kept, cursor)) return nothingNew();
  if (cursor === null && !(await exists(gitDir))) {
    const packed = await openPacked(
      path,
      gitDir,
      await stampOf(path),
      (refs) => chooseRef(refs)?.oid ?? null,
    ).catch(() => null);
    if (packed !== null) return packed;
  }
  const failure = await unpack(path, gitDir);
  if (failure !== null) {
    // Nothing was ever unpacked there.
    if (!(await exists(join(gitDir, STAMP)))) await rm(gitDir, { recursive: true, force: true });
    throw unreadableBundle(path, failure);
  }
  try {
    return { ...(await openPublicInbox([{ name: '.', gitDir }], cursor)), kind: 'bundle' };
  } catch (error) {
    // Of one that was read before, a later bundle may need what is there.
    if (cursor === null) await rm(gitDir, { recursive: true, force: true });
    throw error instanceof AppError ? ofBundle(error, gitDir, path) : error;
  }
}

/**
 * Unpacks a location that is a bundle: an ingest does so while the database starts, as neither keeps two cores busy.
 * Does nothing where Docket has kept no data before, and never fails: what is wrong with the location is told by
 * whoever opens it.
 */
export async function prepareBundle(location: string, home: string): Promise<void> {
  const path = await bundlePath(location, home);
  if (path === null) return;
  const gitDir = mirrorOf(path, join(home, 'mirrors'));
  const kept = await readKept(gitDir);
  const stamp = await stampOf(path).catch(() => null);
  // Most likely all of it was read.
  if (stamp === null || kept?.stamp === stamp) return;
  await unpack(path, gitDir).catch(() => undefined);
}

/** Whether the location is a bundle that was never unpacked: then it was not read either, or forgotten since. */
export async function isNewBundle(location: string, home: string): Promise<boolean> {
  const path = await bundlePath(location, home);
  if (path === null) return false;
  return !(await exists(mirrorOf(path, join(home, 'mirrors'))));
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Deletes what was unpacked of the bundle at `path`; it is unpacked anew when it is read again. */
export async function removeBundleMirror(path: string, home: string): Promise<void> {
  const real = await realpath(path).catch(() => path);
  await rm(mirrorOf(real, join(home, 'mirrors')), { recursive: true, force: true });
}

/** Null for what is no bundle, or may not be read, and where Docket has kept no data before. */
async function bundlePath(location: string, home: string): Promise<string | null> {
  try {
    await access(join(home, 'pgdata'));
    const path = await realpath(location);
    return (await stat(path)).isFile() && (await startsAsBundle(path)) ? path : null;
  } catch {
    return null;
  }
}

function mirrorOf(path: string, mirrors: string): string {
  return join(mirrors, `${createHash('sha256').update(path).digest('hex').slice(0, 32)}.git`);
}

async function startsAsBundle(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(16), 0, 16, 0);
    return formatOf(buffer) === 'git bundle';
  } finally {
    await file.close();
  }
}

/** Brings the mirror up to date with the bundle; returns what git says when it cannot. One process at a time. */
function unpack(path: string, gitDir: string): Promise<string | null> {
  return withMirrorLock(join(dirname(dirname(gitDir)), LOCKS_FOLDER, basename(gitDir)), () =>
    unpackAlone(path, gitDir),
  );
}

async function unpackAlone(path: string, gitDir: string): Promise<string | null> {
  const stamp = await stampOf(path);
  // What was read without git comes first: the bundle may continue it.
  const kept = await readKept(gitDir);
  if (kept !== null && (await fill(kept.copy, gitDir)).code === 0)
    await writeFile(join(gitDir, STAMP), kept.stamp);
  await dropKept(gitDir);
  const known = await readFile(join(gitDir, STAMP), 'utf8').catch(() => '');
  if (known === stamp) return null;
  const first = await fill(path, gitDir);
  // What a killed fetch leaves behind (lock files) stops every later one.
  const isDone = first.code === 0 || ((await removeLocks(gitDir)) && (await fill(path, gitDir)).code === 0);
  const failure = isDone ? null : await fillAnew(path, gitDir);
  if (failure === null) await writeFile(join(gitDir, STAMP), stamp);
  return failure;
}

/**
 * Makes the mirror anew beside the old one, in whose place it comes when it is whole: another process may read there,
 * and a bundle that cannot be read is no reason to lose what was.
 */
async function fillAnew(path: string, gitDir: string): Promise<string | null> {
  const place = await mkdtemp(`${gitDir}.new-`);
  try {
    const whole = join(place, 'new.git');
    const result = await fill(path, whole);
    if (result.code !== 0) return result.stderr;
    await rename(gitDir, join(place, 'old.git'));
    await rename(whole, gitDir);
    return null;
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/** Which bundle lies at the path. */
async function stampOf(path: string): Promise<string> {
  const { size, mtimeMs } = await stat(path);
  return JSON.stringify({ path, size, mtimeMs });
}

/** Makes the mirror if need be and fetches the bundle into it. */
async function fill(path: string, gitDir: string): Promise<GitResult> {
  await makeOwnFolder(gitDir);
  const init = await runGit(gitDir, ['init', '--bare', '--quiet', '--template=', '--initial-branch=master']);
  if (init.code !== 0) return init;
  const heads = await runGit(gitDir, ['bundle', 'list-heads', path]);
  if (heads.code !== 0) return heads;
  const head = chooseHead(heads.stdout);
  if (head === null)
    throw new AppError('UNSUPPORTED', `${path} has several branches.`, 'Bundle one: git bundle create');
  const options = ['--quiet', '--no-tags', '--no-write-fetch-head', '--no-auto-maintenance'];
  return runGit(gitDir, ['fetch', ...options, '--end-of-options', path, `+${head}:${BRANCH}`], {
    protocols: 'file',
  });
}

/** Lines of `<oid> <ref>`. */
function chooseHead(heads: string): string | null {
  const refs = heads.split('\n').flatMap((line) => {
    const [, oid, name] = /^([0-9a-f]{40,64}) (\S+)$/.exec(line) ?? [];
    return oid === undefined || name === undefined ? [] : [{ oid, name }];
  });
  return chooseRef(refs)?.name ?? null;
}

function chooseRef<Ref extends { readonly name: string }>(refs: readonly Ref[]): Ref | null {
  for (const wanted of ['HEAD', 'refs/heads/master', 'refs/heads/main']) {
    const found = refs.find(({ name }) => name === wanted);
    if (found !== undefined) return found;
  }
  return refs.length === 1 ? (refs[0] ?? null) : null;
}

/** Nobody knows the mirror by its name. */
function ofBundle({ code, message, remedy }: AppError, gitDir: string, path: string): AppError {
  return new AppError(code, message.replaceAll(gitDir, path), remedy);
}

function unreadableBundle(path: string, stderr: string): AppError {
  const cause = stderr.trim().split('\n')[0] ?? '';
  const remedy = /prerequisite/.test(stderr)
    ? 'It continues an earlier bundle: give one that holds the whole epoch.'
    : gitRemedy(stderr, 'Check it with: git bundle verify');
  return new AppError('ARCHIVE_UNREADABLE', `git cannot unpack ${path}: ${cause}`, remedy);
}
