import type { Command } from '@/lib/sim/zero-range/language/script.ts';

export type ReplayLines =
  | { readonly text: string; readonly reason: null; readonly count: number; readonly pollutes: boolean }
  | { readonly text: null; readonly reason: string };

const NAMES: Readonly<Record<string, string>> = {
  pwrite: 'write',
  mwrite: 'mapwrite',
  pread: 'read',
  mread: 'mapread',
  falloc: 'fallocate',
  fpunch: 'punch_hole',
  fzero: 'zero_range',
  zero: 'zero_range',
  fcollapse: 'collapse_range',
  finsert: 'insert_range',
};
const SYNC = ['fsync', 'fdatasync', 'sync', 'syncfs', 'fiemap'];
/** fsx maps and unmaps for each operation. */
const NEEDLESS = ['mmap', 'munmap', 'stat', 'seek', 'cachestat'];
/** Beyond this fsx, which keeps the file in memory, is not the tool. */
const SIZE_MAX = 1 << 30;

/**
 * One line an operation, numbers in hexadecimal: name, offset, length, size before, `keep_size`. A store
 * behind EOF has no operation: fsx does it itself before it changes the size, so such a command is left out
 * when a change follows.
 */
export function replayLines(commands: readonly Command[], page: number): ReplayLines {
  const lines: string[] = [];
  let size = 0;
  let pollutes = false;
  let awaitsChange = false;
  const add = (name: string, offset: number, length: number, keep: boolean): void => {
    lines.push(`${name} ${hex(offset)} ${hex(length)} ${hex(size)}${keep ? ' keep_size' : ''}`);
  };
  for (const { name, operands, options } of commands) {
    const [offset = 0, length = 0] = operands;
    const isKeeping = name === 'zero' || options.some(({ letter }) => letter === 'k');
    const end = offset + length;
    if (NEEDLESS.includes(name)) continue;
    if (end > SIZE_MAX)
      return { text: null, reason: 'fsx keeps the file in memory, and this one has more than a gigabyte.' };
    if (SYNC.includes(name)) add('fsync', 0, 0, false);
    else if (name === 'truncate') {
      add('truncate', 0, offset, false);
      size = offset;
      awaitsChange = false;
    } else if (name === 'mwrite' && end > size) {
      if (offset < size)
        return { text: null, reason: 'One store of the script crosses EOF; fsx makes no such store.' };
      pollutes = true;
      awaitsChange = true;
    } else {
      const operation = NAMES[name];
      if (operation === undefined)
        return { text: null, reason: `fsx has no operation for ${name}, which the script needs.` };
      add(operation, offset, length, isKeeping);
      const grown = sizeAfter(name, offset, length, size, isKeeping);
      if (grown !== size) awaitsChange = false;
      size = grown;
    }
  }
  if (awaitsChange)
    return {
      text: null,
      reason: 'The script stores behind EOF and does not change the size then; fsx does both or neither.',
    };
  if (size > 0) add('read', 0, size, false);
  // Mapped reads are where fsx looks behind EOF (check_eofpage).
  if (size % page !== 0) add('mapread', size - (size % page), size % page, false);
  return { text: `${lines.join('\n')}\n`, reason: null, count: lines.length, pollutes };
}

function sizeAfter(name: string, offset: number, length: number, size: number, isKeeping: boolean): number {
  if (name === 'fcollapse') return size - length;
  if (name === 'finsert') return size + length;
  if (name === 'pwrite' || ((name === 'falloc' || name === 'fzero') && !isKeeping))
    return Math.max(size, offset + length);
  return size;
}

function hex(value: number): string {
  return `0x${value.toString(16)}`;
}
