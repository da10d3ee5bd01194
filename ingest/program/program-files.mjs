import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * What was built: the name of the file, and the files of ours it was built from with the SHA-256 of each (null: absent
 * then). `lock` is that of npm's record of the packages.
 * @typedef {{ name: string, lock: string | null, inputs: Readonly<Record<string, string | null>> }} Manifest
 */

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/**
 * Beside what it is built from and as trusted as that; `npm ci` removes it. A folder for each account, as others may
 * not write there, and for each place, as checkouts may share their packages.
 */
export const FOLDER = join(
  ...[ROOT, 'node_modules', '.cache'],
  `docket-${process.getuid?.() ?? 'user'}-${hashBytes(Buffer.from(ROOT)).slice(0, 8)}`,
);
const LOCK = 'node_modules/.package-lock.json';

/**
 * @param {string} entry
 * @returns {string} path of its manifest; what belongs to it begins like that
 */
export function manifestOf(entry) {
  return join(FOLDER, `${basename(entry, '.ts')}.json`);
}

/** @returns {string | null} */
export function hashLock() {
  return hashFile(LOCK);
}

/**
 * @param {string} path relative to the project
 * @returns {string | null}
 */
export function hashFile(path) {
  const bytes = tryRead(join(ROOT, path));
  return bytes === null ? null : hashBytes(bytes);
}

/** @param {Uint8Array} bytes */
export function hashBytes(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * @param {string} path
 * @returns {Buffer | null}
 */
export function tryRead(path) {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

/**
 * Whole or not at all: another process may be reading it.
 *
 * @param {string} path
 * @param {string | Uint8Array} content
 * @returns {boolean} whether it is there
 */
export function tryWrite(path, content) {
  const draft = `${path}.${process.pid}`;
  try {
    writeFileSync(draft, content);
    renameSync(draft, path);
    return true;
  } catch {
    // Read-only, or full.
    return false;
  }
}
