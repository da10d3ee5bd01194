import { readFileSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/**
 * One start at a time prepares a clone: two `npm ci` delete each other's packages, and what is left is taken for
 * installed. A link is made with its target or not at all; the target is the number of the process. It leads nowhere,
 * so it cannot stand in the root of the clone, where `next build` asks what each entry leads to.
 */
const LINK = join('ingest', '.docket-start');

/**
 * Asked again by the process that has the clone it says the same.
 *
 * @param {string} root
 * @returns {string | null} what is wrong and the remedy, or null when the clone is ours until `leaveClone`
 */
export function takeClone(root) {
  const link = join(root, LINK);
  for (;;) {
    try {
      symlinkSync(String(process.pid), link);
      return null;
    } catch (cause) {
      // What else is wrong with the disk the step will say in its own words.
      if (/** @type {NodeJS.ErrnoException} */ (cause).code !== 'EEXIST') return null;
    }
    const holder = findHolder(link);
    if (holder === process.pid) return null;
    if (holder !== null && isStarting(holder)) {
      return `Another npm start or npm test, process ${holder}, prepares this clone: wait until it has, then start again
  When there is none, remove ${link}`;
    }
    // It was killed. Two who come upon that in the same millisecond could both go on.
    rmSync(link, { force: true });
  }
}

/**
 * When the clone is prepared, or when we end.
 *
 * @param {string} root
 */
export function leaveClone(root) {
  const link = join(root, LINK);
  if (findHolder(link) === process.pid) rmSync(link, { force: true });
}

/**
 * @param {string} link
 * @returns {number | null}
 */
function findHolder(link) {
  try {
    const holder = Number(readlinkSync(link));
    return Number.isInteger(holder) && holder > 0 ? holder : null;
  } catch {
    return null;
  }
}

/**
 * In a container that was killed and begins anew the numbers of processes begin anew as well: a process of that number
 * has to be a start or a test run too, where Linux can tell what it is.
 *
 * @param {number} pid
 * @returns {boolean}
 */
function isStarting(pid) {
  try {
    process.kill(pid, 0);
  } catch (cause) {
    // Of another account it is there all the same.
    if (/** @type {NodeJS.ErrnoException} */ (cause).code === 'ESRCH') return false;
  }
  try {
    return /start\/main\.mjs|\.ci\/test\.mjs/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
  } catch {
    return true;
  }
}
