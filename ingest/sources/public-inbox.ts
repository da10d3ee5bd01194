import { AppError } from '@/lib/base/app-error.ts';
import {
  archiveEvents,
  type EpochReading,
  type Finding,
  type FoundCommit,
  findFile,
} from './archive-events.ts';
import { runGit, spawnGit } from './git.ts';
import { createByteReader, type ObjectReader, openObjectReader } from './git-objects.ts';
import { assertContained, type Epoch, findTip, unreadable } from './repository.ts';
import { type Cursor, RAW_BYTES_MAX, type Source } from './source.ts';

/** Commits looked up in one conversation with git: their trees first, then the blobs in them. */
const WINDOW_COMMITS = 256;

type Reading = Epoch & EpochReading & { readonly commits: number };

/**
 * A public-inbox v2 archive: each commit holds one file, `m` for a message that arrived, `d` for one that was taken
 * back. Every commit gives one event, but for those that public-inbox-purge left without a message. The cursor names
 * the last commit of each epoch, and the epochs whose reading from the first commit on has not ended (`anew`), which it
 * does only when every commit could be read; an epoch whose history was rewritten since is read again as a whole, after
 * a problem that says so.
 */
export async function openPublicInbox(epochs: readonly Epoch[], cursor: Cursor | null): Promise<Source> {
  const readings: Reading[] = [];
  for (const epoch of epochs) {
    await assertContained(epoch);
    readings.push(await planReading(epoch, commitOf(cursor, epoch.name), isAnew(cursor, epoch.name)));
  }
  const total = readings.reduce((sum, { commits }) => sum + commits, 0);
  return {
    kind: 'public-inbox',
    size: { unit: 'messages', total },
    events: () => archiveEvents(readings, readEpoch),
  };
}

async function planReading(epoch: Epoch, last: string | null, anew: boolean): Promise<Reading> {
  const tip = await findTip(epoch.gitDir);
  if (tip === null) return { ...epoch, tip, after: null, commits: 0, isWhole: false, rewrittenAt: null };
  if (tip === last) return { ...epoch, tip, after: last, commits: 0, isWhole: anew, rewrittenAt: null };
  const isCurrent = last !== null && (await isAncestor(epoch.gitDir, last, tip));
  const after = isCurrent ? last : null;
  const { code, stdout, stderr } = await runGit(epoch.gitDir, ['rev-list', '--count', ...range(tip, after)]);
  if (code !== 0) throw unreadable(epoch.gitDir, stderr);
  if (after === null) await assertHoldsMail(epoch.gitDir, tip);
  const isWhole = anew || after === null;
  return { ...epoch, tip, after, commits: Number(stdout), isWhole, rewrittenAt: isCurrent ? null : last };
}

/** Refuses a repository of something else, of which every commit would be a damaged message. */
async function assertHoldsMail(gitDir: string, tip: string): Promise<void> {
  const { code, stdout } = await runGit(gitDir, ['ls-tree', '--name-only', '--end-of-options', tip]);
  const names = stdout.split('\n').filter((name) => name !== '');
  // What cannot be read is told commit by commit.
  if (code !== 0 || names.length === 0 || names.includes('m') || names.includes('d')) return;
  throw new AppError(
    'BAD_INPUT',
    `${gitDir} is a git repository, but no mail archive: its newest commit holds neither a message (m) nor ` +
      'a removal (d).',
    'Give a public-inbox archive (git clone --mirror https://lore.kernel.org/LIST/0), an mbox, or a folder of mails',
  );
}

async function isAncestor(gitDir: string, commit: string, tip: string): Promise<boolean> {
  const { code } = await runGit(gitDir, ['merge-base', '--is-ancestor', '--end-of-options', commit, tip]);
  return code === 0;
}

/** Only object names get here, so that nothing can be taken for an option. */
function range(tip: string, after: string | null): string[] {
  return after === null ? ['--end-of-options', tip] : ['--end-of-options', tip, `^${after}`];
}

/** How far the reading of an epoch came: the last commit of it. */
export function commitOf(cursor: Cursor | null, name: string): string | null {
  const epochs = cursor?.['epochs'];
  if (epochs === null || typeof epochs !== 'object' || Array.isArray(epochs)) return null;
  const commit = (epochs as Cursor)[name];
  return typeof commit === 'string' && /^[0-9a-f]{40,64}$/.test(commit) ? commit : null;
}

/** Whether its reading from the first commit on has not ended. */
export function isAnew(cursor: Cursor | null, name: string): boolean {
  const anew = cursor?.['anew'];
  return Array.isArray(anew) && anew.includes(name);
}

async function* readEpoch(reading: Reading): AsyncGenerator<FoundCommit, void, undefined> {
  const objects = openObjectReader(reading.gitDir, RAW_BYTES_MAX);
  try {
    let found = 0;
    for await (const commits of commitWindows(reading)) {
      yield* readCommits(objects, commits);
      found += commits.length;
    }
    // A git that was killed ends like one that has told all.
    if (found < reading.commits) throw unreadable(reading.gitDir, 'it ended before its last commit');
  } finally {
    objects.close();
  }
}

/** Commit names of the reading, oldest first, in windows. */
async function* commitWindows({
  gitDir,
  tip,
  after,
}: Reading): AsyncGenerator<readonly string[], void, undefined> {
  if (tip === null || tip === after) return;
  const git = spawnGit(gitDir, ['rev-list', '--reverse', ...range(tip, after)]);
  git.stdin.end();
  const lines = createByteReader(git.stdout);
  try {
    let window: string[] = [];
    for (let line = await lines.line(); line !== null; line = await lines.line()) {
      window.push(line);
      if (window.length < WINDOW_COMMITS) continue;
      yield window;
      window = [];
    }
    if (window.length > 0) yield window;
  } finally {
    git.kill();
  }
}

async function* readCommits(
  objects: ObjectReader,
  commits: readonly string[],
): AsyncGenerator<FoundCommit, void, undefined> {
  const findings: Finding[] = [];
  for await (const object of objects.read(commits.map((commit) => `${commit}^{tree}`))) {
    findings.push({ file: object.kind === 'object' ? findFile(object) : null, object });
  }
  const blobs = objects.read(findings.flatMap(({ file }) => file?.oid ?? []));
  for (const [index, commit] of commits.entries()) {
    const finding = findings[index] ?? { file: null, object: { kind: 'missing' } };
    if (finding.file === null) yield { commit, finding };
    else {
      const blob = await blobs.next();
      yield {
        commit,
        finding: { ...finding, object: blob.done === true ? { kind: 'missing' } : blob.value },
      };
    }
  }
}
