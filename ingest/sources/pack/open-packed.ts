import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeOwnFolder } from '@/ingest/postgres/make-folder.ts';
import { archiveEvents, type FoundCommit, findFile } from '../archive-events.ts';
import { commitOf, isAnew } from '../public-inbox.ts';
import type { Cursor, Source } from '../source.ts';
import { type BundleHead, readBundleHead } from './bundle-head.ts';
import { readHistory } from './read-history.ts';
import { type PackObjects, readPack } from './read-pack.ts';

/** Larger ones are read by git, which holds no pack in memory. */
const BUNDLE_BYTES_MAX = 32 * 1024 * 1024;
const UNPACKED_BYTES_MAX = 128 * 1024 * 1024;

/** The bundle as it was read, in the folder where its repository will be. */
const COPY = 'kept.bundle';
const NOTE = 'docket-kept';
/** A repository that is an archive of one epoch. */
const EPOCH = '.';

/** A bundle that was read without git. `stamp` says which one it was; `tip` is the commit it ends at. */
export type Kept = { readonly copy: string; readonly stamp: string; readonly tip: string };

/**
 * Opens a bundle that was never read, without git, and keeps a copy in `folder`, which is made: a later bundle may
 * continue it. Null when that is for git to do: for what `readPack` and `readHistory` leave, and when it is large. What
 * the copy holds is what was read, whatever becomes of the file.
 *
 * git needs 0.6 s of processor time to check, unpack and read 3,327 messages, this 0.3 s.
 */
export async function openPacked(
  path: string,
  folder: string,
  stamp: string,
  chooseRef: (refs: BundleHead['refs']) => string | null,
): Promise<Source | null> {
  if ((await stat(path)).size > BUNDLE_BYTES_MAX) return null;
  const bytes = await readWhole(path);
  const draft = join(folder, `${COPY}.${process.pid}`);
  await makeOwnFolder(folder);
  // While this thread unpacks.
  const copying = writeFile(draft, bytes).then(
    () => true,
    () => false,
  );
  try {
    const head = readBundleHead(bytes);
    const tip = head === null ? null : chooseRef(head.refs);
    const objects = head === null ? null : await readPack(bytes.subarray(head.packAt), UNPACKED_BYTES_MAX);
    const found = tip === null || objects === null ? null : findMessages(objects, tip);
    if (found === null || tip === null || !(await copying)) return null;
    await rename(draft, join(folder, COPY));
    await writeFile(join(folder, NOTE), JSON.stringify({ stamp, tip }));
    const reading = { name: EPOCH, tip, after: null, isWhole: true, rewrittenAt: null };
    return {
      kind: 'bundle',
      size: { unit: 'messages', total: found.length },
      events: () => archiveEvents([reading], () => found),
    };
  } finally {
    await copying;
    await rm(draft, { force: true });
  }
}

/** In one piece: `readFile` asks for half a megabyte at a time, and waits its turn for each. */
async function readWhole(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const bytes = Buffer.allocUnsafe((await file.stat()).size);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    // Of a file that shrinks, git says what is left.
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** What the commits up to `tip` hold, oldest first; null when git has to look at it. */
function findMessages(objects: PackObjects, tip: string): readonly FoundCommit[] | null {
  const found: FoundCommit[] = [];
  for (const { commit, treeName, tree } of readHistory(objects, tip) ?? []) {
    const file = findFile({ oid: treeName, bytes: tree });
    // No mail archive, or one that git has to look at.
    if (commit === tip && file === null && tree.length > 0) return null;
    const oid = file?.oid ?? treeName;
    const object = objects.get(oid);
    if (object === undefined) return null;
    found.push({
      commit,
      finding: { file, object: { kind: 'object', oid, ...object, fullLength: object.bytes.length } },
    });
  }
  return found.length === 0 ? null : found;
}

/** The bundle in `folder` that was read without git; null when git has unpacked it since, or none was. */
export async function readKept(folder: string): Promise<Kept | null> {
  try {
    const { stamp, tip }: { stamp: string; tip: string } = JSON.parse(
      await readFile(join(folder, NOTE), 'utf8'),
    );
    return { copy: join(folder, COPY), stamp, tip };
  } catch {
    return null;
  }
}

/** The copy is no longer needed: git has what it holds. The note goes first, as it says that the copy is there. */
export async function dropKept(folder: string): Promise<void> {
  await rm(join(folder, NOTE), { force: true });
  await rm(join(folder, COPY), { force: true });
}

/** Whether all of a kept bundle was read. */
export function isRead({ tip }: Kept, cursor: Cursor | null): boolean {
  return commitOf(cursor, EPOCH) === tip && !isAnew(cursor, EPOCH);
}

/** A kept bundle of which all was read. */
export function nothingNew(): Source {
  return { kind: 'bundle', size: { unit: 'messages', total: 0 }, events: () => archiveEvents([], () => []) };
}
