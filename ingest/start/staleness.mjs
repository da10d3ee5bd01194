import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A test changes nothing that is built, so editing one must not cost a build. */
const NOT_BUILT = /(\.test\.tsx?|\.md)$/;

/**
 * SHA-256 over names and contents of files and folders, in name order; what does not exist counts as absent,
 * so its appearing changes the result. Times are not looked at: git sets them to the time of the checkout.
 *
 * @param {string} root
 * @param {readonly string[]} paths relative to `root`
 * @returns {string}
 */
export function hashTree(root, paths) {
  const hash = createHash('sha256');
  const pending = [...paths].sort().reverse();
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const status = statSync(join(root, path), { throwIfNoEntry: false });
    if (status === undefined) continue;
    if (status.isDirectory()) {
      const names = readdirSync(join(root, path)).sort().reverse();
      pending.push(...names.map((name) => `${path}/${name}`));
    } else if (status.isFile() && !NOT_BUILT.test(path)) {
      const bytes = readFileSync(join(root, path));
      // Lengths keep name and content apart: "a" + "bc" must not equal "ab" + "c".
      hash.update(`${path.length} ${path} ${bytes.length} `).update(bytes);
    }
  }
  return hash.digest('hex');
}

/**
 * True when the stamp says the product was made from exactly these inputs.
 *
 * @param {string} stamp
 * @param {string} hash
 * @returns {boolean}
 */
export function isFresh(stamp, hash) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === hash;
}

/**
 * @param {string} stamp
 * @param {string} hash
 */
export function writeStamp(stamp, hash) {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, `${hash}\n`);
}

/**
 * Before a step: one that is interrupted must run again.
 *
 * @param {string} stamp
 */
export function clearStamp(stamp) {
  rmSync(stamp, { force: true });
}

/**
 * True when npm's own record of node_modules agrees with package-lock.json: somebody ran `npm ci` by hand,
 * and there is no need to do it again. Optional packages (those of other systems) may be missing.
 *
 * @param {string} root
 * @returns {boolean}
 */
export function isInstalled(root) {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const present = readPackages(join(root, 'node_modules', '.package-lock.json'));
  if (wanted === null || present === null) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const found = present[path];
    if (found === undefined) return entry.optional === true || entry.devOptional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} LockEntry
 */

/**
 * @param {string} path
 * @returns {Record<string, LockEntry> | null}
 */
function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}
