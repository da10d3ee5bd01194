import { lstat, readdir, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '@/lib/base/app-error.ts';
import { gitRemedy, runGit } from './git.ts';

/** One git repository of an inbox. `name` keeps its place in cursors: `0.git`, or `.` when there is only one. */
export type Epoch = { readonly name: string; readonly gitDir: string };

/**
 * The epochs of a public-inbox v2 folder (`git/0.git`, `git/1.git` …; `all.git` beside them only borrows their
 * objects) in order, or the one repository in `folder`. Null when `folder` holds no git repository.
 */
export async function findEpochs(folder: string): Promise<readonly Epoch[] | null> {
  const inbox = basename(folder) === 'all.git' ? dirname(folder) : folder;
  const epochs = await listEpochs(join(inbox, 'git'));
  if (epochs.length > 0) return epochs;
  if (await isGitDir(folder)) return [{ name: '.', gitDir: folder }];
  if (await isGitDir(join(folder, '.git'))) return [{ name: '.', gitDir: join(folder, '.git') }];
  return null;
}

async function listEpochs(folder: string): Promise<Epoch[]> {
  if (await isAbsentOr(folder, 'not a directory')) return [];
  const numbers = (await readdir(folder))
    .flatMap((name) => /^(\d{1,6})\.git$/.exec(name)?.[1] ?? [])
    .sort((a, b) => Number(a) - Number(b));
  const epochs: Epoch[] = [];
  for (const number of numbers) {
    const epoch = { name: `${number}.git`, gitDir: join(folder, `${number}.git`) };
    if (await isGitDir(epoch.gitDir)) epochs.push(epoch);
  }
  return epochs;
}

async function isGitDir(folder: string): Promise<boolean> {
  if (await isAbsentOr(folder, 'not a directory')) return false;
  return (
    !(await isAbsentOr(join(folder, 'HEAD'), 'anything')) &&
    !(await isAbsentOr(join(folder, 'objects'), 'anything'))
  );
}

async function isAbsentOr(path: string, unwanted: 'anything' | 'not a directory'): Promise<boolean> {
  const stats = await lstat(path).catch(() => null);
  if (stats === null) return true;
  return unwanted === 'not a directory' && !stats.isDirectory();
}

/** What would lead git out of the repository: objects borrowed from another one, or the whole of it elsewhere. */
const WAYS_OUT = ['objects/info/alternates', 'commondir'];
const OWN_PARTS = [
  'HEAD',
  'config',
  'objects',
  'objects/info',
  'objects/pack',
  'packed-refs',
  'refs',
  'refs/heads',
];

/** Refuses a repository through which files outside of it could be read. Throws AppError `BAD_INPUT`. */
export async function assertContained({ gitDir }: Epoch): Promise<void> {
  for (const part of WAYS_OUT) {
    if (await isAbsentOr(join(gitDir, part), 'anything')) continue;
    throw new AppError(
      'BAD_INPUT',
      `${gitDir} takes objects from another repository (${part}), which is not followed.`,
      'Make a copy that stands alone: git clone --mirror --no-local FOLDER COPY',
    );
  }
  for (const part of OWN_PARTS) {
    const stats = await lstat(join(gitDir, part)).catch(() => null);
    if (stats?.isSymbolicLink() !== true) continue;
    throw new AppError(
      'BAD_INPUT',
      `${gitDir} has a symbolic link for ${part}, which is not followed.`,
      `Give the real folder: ${await realpath(join(gitDir, part)).catch(() => gitDir)}`,
    );
  }
}

/** The commit an epoch stands at: HEAD, else its only branch. Null when it has no commit yet. */
export async function findTip(gitDir: string): Promise<string | null> {
  for (const ref of ['HEAD', 'refs/heads/master', 'refs/heads/main']) {
    const { code, stdout, stderr } = await runGit(gitDir, [
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `${ref}^{commit}`,
    ]);
    if (code === 0) return stdout.trim();
    if (code !== 1) throw unreadable(gitDir, stderr);
  }
  const { code, stdout, stderr } = await runGit(gitDir, [
    'for-each-ref',
    '--format=%(objectname)',
    'refs/heads',
  ]);
  if (code !== 0) throw unreadable(gitDir, stderr);
  const tips = stdout.split('\n').filter((line) => line !== '');
  return tips.length === 1 ? (tips[0] ?? null) : null;
}

/** The refusal of a repository git cannot work with. */
export function unreadable(gitDir: string, stderr: string): AppError {
  const cause = stderr.trim().split('\n')[0] ?? '';
  const remedy = gitRemedy(stderr, 'Check it with: git fsck');
  return new AppError('ARCHIVE_UNREADABLE', `git cannot read ${gitDir}: ${cause}`, remedy);
}
