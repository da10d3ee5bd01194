import type { GitObject } from './git-objects.ts';
import { type Cursor, problemEvent, type SourceEvent } from './source.ts';

/** What is left to read of an epoch: the commits from `after` (exclusive; null: from the first) to `tip`. */
export type EpochReading = {
  /** Keeps its place in cursors. */
  readonly name: string;
  readonly tip: string | null;
  readonly after: string | null;
  /** It is, or a reading that was interrupted was, read from its first commit on. */
  readonly isWhole: boolean;
  /** The commit the last reading ended at is no longer part of the history. */
  readonly rewrittenAt: string | null;
};

type File = { readonly name: 'm' | 'd'; readonly oid: string };

/** The file of a commit, and its blob; without a file the tree, or what stands in its place. */
export type Finding = { readonly file: File | null; readonly object: GitObject };
export type FoundCommit = { readonly commit: string; readonly finding: Finding };

/**
 * The events of public-inbox epochs, in order. `read` gives the commits that are left of one, oldest first. The cursor
 * names the last commit of each, and those whose reading from the first commit on has not ended (`anew`).
 */
export async function* archiveEvents<Reading extends EpochReading>(
  readings: readonly Reading[],
  read: (reading: Reading) => AsyncIterable<FoundCommit> | Iterable<FoundCommit>,
): AsyncGenerator<SourceEvent, void, undefined> {
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
    for await (const { commit, finding } of read(reading)) {
      done += 1;
      last[part] = commit;
      // What cannot be read now may be there still: after a reading with a hole nothing is taken for purged.
      if (finding.object.kind !== 'object') anew.delete(part);
      // What public-inbox-purge leaves in the place of a message.
      if (isEmpty(finding)) continue;
      yield toEvent(commit, finding, cursor(), done);
    }
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

/** A tree is a row of `<mode> <name>`, NUL, object name in bytes. */
export function findFile(tree: Pick<Extract<GitObject, { kind: 'object' }>, 'oid' | 'bytes'>): File | null {
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
