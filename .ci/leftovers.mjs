// Finds processes that a test run left behind, by a mark in their environment or its temporary folder in their command.
import { readdirSync, readFileSync } from 'node:fs';

/** @typedef {{ pid: number, command: string }} Leftover */

/**
 * Empty where there is no /proc: other systems cannot tell. `mark` is an environment entry, `folder` a path.
 * @param {string} mark
 * @param {string} folder
 * @returns {Leftover[]}
 */
export function findLeftovers(mark, folder) {
  return listPids().flatMap((pid) => {
    const command = read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();
    const marked = read(`/proc/${pid}/environ`).split('\0').includes(mark) || command.includes(folder);
    return pid !== process.pid && command !== '' && marked ? [{ pid, command }] : [];
  });
}

function listPids() {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It ended meanwhile, or belongs to somebody else.
    return '';
  }
}
