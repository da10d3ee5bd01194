import { runGit, spawnGit } from './git.ts';
import { createByteReader, type GitObject, type ObjectReader, openObjectReader } from './git-objects.ts';
import { assertContained, type Epoch, findTip, unreadable } from './repository.ts';
import { type Cursor, problemEvent, RAW_BYTES_MAX, type Source, type SourceEvent } from './source.ts';

/** Commits looked up in one conversation with git: their trees first, then the blobs in them. */
const WINDOW_COMMITS = 256;

/** What is left to read of an epoch: the commits from `after` (exclusive; null: from the first) to `tip`. */
type Reading = Epoch & {
  readonly tip: string | null;
  readonly after: string | null;
  readonly commits: number;
  /** It is, or a reading that was interrupted was, read from its first commit on. */
  readonly isWhole: boolean;
  /** The commit the last reading ended at is no longer part of the history. */
  readonly rewrittenAt: string | null;
};

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
    events: () => archiveEvents(readings),
  };
}

function commitOf(cursor: Cursor | null, name: string): string | null {
  const epochs = cursor?.['epochs'];
  if (epochs === null || typeof epochs !== 'object' || Array.isArray(epochs)) return null;
  const commit = (epochs as Cursor)[name];
  return typeof commit === 'string' && /^[0-9a-f]{40,64}$/.test(commit) ? commit : null;
}

function isAnew(cursor: Cursor | null, name: string): boolean {
  const anew = cursor?.['anew'];
  return Array.isArray(anew) && anew.includes(name);
}

async function planReading(epoch: Epoch, last: string | null, anew: boolean): Promise<Reading> {
  const tip = await findTip(epoch.gitDir);
  if (tip === null) return { ...epoch, tip, after: null, commits: 0, isWhole: false, rewrittenAt: null };
  if (tip === last) return { ...epoch, tip, after: last, commits: 0, isWhole: anew, rewrittenAt: null };
  const isCurrent = last !== null && (await isAncestor(epoch.gitDir, last, tip));
  const after = isCurrent ? last : null;
  const { code, stdout, stderr } = await runGit(epoch.gitDir, ['rev-list', '--count', ...range(tip, after)]);
  if (code !== 0) throw unreadable(epoch.gitDir, stderr);
  const isWhole = anew || after === null;
  return { ...epoch, tip, after, commits: Number(stdout), isWhole, rewrittenAt: isCurrent ? null : last };
}

async function isAncestor(gitDir: string, commit: string, tip: string): Promise<boolean> {
  const { code } = await runGit(gitDir, ['merge-base', '--is-ancestor', '--end-of-options', commit, tip]);
  return code === 0;
}

/** Only object names get here, so that nothing can be taken for an option. */
function range(tip: string, after: string | null): string[] {
  return after === null ? ['--end-of-options', tip] : ['--end-of-options', tip, `^${after}`];
}

async function* archiveEvents(readings: readonly Reading[]): AsyncGenerator<SourceEvent, void, undefined> {
  let done = 0;
  const last: Record<string, string> = {};
  const anew = new Set<string>();
  for (const { name, after, isWhole } of readings) {
    if (after !== null) last[name] = after;
    if (isWhole && after !== null) anew.add(name);
  }
  const cursor = (): Cursor => ({ epochs: { ...last }, ...(anew.size === 0 ? {} : { anew: [...anew] }) });
  for (const reading of readings) {
    const { name: part, tip, after, isWhole, rewrittenAt } = reading;
    if (tip === null || (tip === after && !isWhole)) continue;
    if (rewrittenAt !== null) yield rewritten(rewrittenAt, done);
    if (isWhole) anew.add(part);
    yield { kind: 'part', part, step: after === null ? 'begins' : 'goes-on', cursor: cursor(), done };
    const before = done;
    for await (const { commit, finding } of readEpoch(reading)) {
      done += 1;
      last[part] = commit;
      // What cannot be read now may be there still: after a reading with a hole nothing is taken for purged.
      if (finding.object.kind !== 'object') anew.delete(part);
      // What public-inbox-purge leaves in the place of a message.
      if (isEmpty(finding)) continue;
      yield toEvent(commit, finding, cursor(), done);
    }
    // A git that was killed ends like one that has told all.
    if (done - before < reading.commits) throw unreadable(reading.gitDir, 'it ended before its last commit');
    if (!anew.delete(part)) continue;
    yield { kind: 'part', part, step: 'ends', cursor: cursor(), done };
  }
}

function isEmpty({ file, object }: Finding): boolean {
  return file !== null && object.kind === 'object' && object.fullLength === 0;
}

function rewritten(commit: string, done: number): SourceEvent {
  const detail =
    'The history of the archive was rewritten since the last reading; it is read again as a whole.';
  return problemEvent({ code: 'source-rewritten', where: `commit ${commit}`, detail }, null, done);
}

async function* readEpoch(
  reading: Reading,
): AsyncGenerator<{ readonly commit: string; readonly finding: Finding }, void, undefined> {
  const objects = openObjectReader(reading.gitDir, RAW_BYTES_MAX);
  try {
    for await (const commits of commitWindows(reading)) yield* readCommits(objects, commits);
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

type File = { readonly name: 'm' | 'd'; readonly oid: string };
type Finding = { readonly file: File | null; readonly object: GitObject };

async function* readCommits(
  objects: ObjectReader,
  commits: readonly string[],
): AsyncGenerator<{ readonly commit: string; readonly finding: Finding }, void, undefined> {
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

/** A tree is a row of `<mode> <name>`, NUL, object name in bytes. */
function findFile(tree: Extract<GitObject, { kind: 'object' }>): File | null {
  const bytes = Buffer.from(tree.bytes);
  const oidBytes = tree.oid.length / 2;
  let at = 0;
  while (at < bytes.length) {
    const nul = bytes.indexOf(0, at);
    if (nul === -1) return null;
    const [mode = '', name = ''] = bytes.toString('latin1', at, nul).split(' ');
    const oid = bytes.toString('hex', nul + 1, nul + 1 + oidBytes);
    if ((name === 'm' || name === 'd') && mode.startsWith('100')) return { name, oid };
    at = nul + 1 + oidBytes;
  }
  return null;
}

function toEvent(commit: string, { file, object }: Finding, cursor: Cursor, done: number): SourceEvent {
  const where = `commit ${commit}`;
  const damaged = (detail: string): SourceEvent =>
    problemEvent({ code: 'source-damaged', where, detail }, cursor, done);
  if (object.kind === 'missing')
    return damaged(`The ${file === null ? 'tree' : 'message'} of the commit is missing.`);
  if (object.kind === 'damaged')
    return damaged(`The ${file === null ? 'tree' : 'message'} of the commit is damaged.`);
  if (file === null) return damaged('The commit holds neither a message (m) nor a removal (d).');
  if (object.fullLength > object.bytes.length) {
    const detail = `The message has ${object.fullLength} bytes, more than can be kept; it was left out.`;
    return problemEvent({ code: 'message-too-large', where, detail }, cursor, done);
  }
  const message = { bytes: object.bytes, list: null, where };
  return file.name === 'm'
    ? { kind: 'message', message, cursor, done }
    : { kind: 'removal', oid: file.oid, message, cursor, done };
}
