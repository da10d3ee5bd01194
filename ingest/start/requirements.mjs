import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * git reads public-inbox archives.
 *
 * @param {string} [program]
 * @returns {string | null} one line with the remedy, or null when git runs
 */
export function findGitProblem(program = 'git') {
  const { status } = spawnSync(program, ['--version'], { stdio: 'ignore' });
  if (status === 0) return null;
  return 'Docket needs git to read archives: install it (Debian: apt-get install git) and start again';
}

/**
 * npm answers a folder that it may not write with a page of text and the advice to become root.
 *
 * @param {string} root
 * @param {string} [made] a folder in it that is to be made or made again, relative to it
 * @returns {string | null} one line with the remedy, or null when both may be written
 */
export function findCloneProblem(root, made = '.') {
  const path = existsSync(join(root, made)) ? join(root, made) : root;
  try {
    accessSync(root, constants.W_OK);
    accessSync(path, constants.W_OK);
    return null;
  } catch {
    return `${path} cannot be written by this account: start as its owner, or make a clone of your own`;
  }
}

/**
 * What a step prints goes to a file there first.
 *
 * @param {string} [folder]
 * @returns {string | null} one line with the remedy, or null when files can be made there
 */
export function findTemporaryProblem(folder = tmpdir()) {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return null;
  } catch {
    return `${folder}, the temporary folder, cannot be written: set TMPDIR to one that can, then start again`;
  }
}
