import { formatSize } from '@/lib/sim/language/number.ts';
import type { Problems } from '@/lib/sim/language/problems.ts';
import type { Command } from '@/lib/sim/zero-range/language/script.ts';
import type { Operation } from '@/lib/sim/zero-range/operation.ts';
import type { Profile } from '@/lib/sim/zero-range/profile.ts';

/** pwrite sends one request of this size after the other unless -b says more; each is a write of its own. */
const REQUEST_BYTES = 4096;
const PWRITE_BYTE = 0xcd;
const MWRITE_BYTE = 0x58;

/**
 * Blocks or pages, whichever is smaller, that a file of the model has at most (layout.ts); for more see `#
 * scale:`.
 */
const UNITS_MAX = 250;
/** One pwrite with a tiny -b would otherwise be thousands of operations. */
const REQUESTS_MAX = 256;

/** What must be known of the file so far to tell whether a command fails: its size and what is mapped. */
export type FileSoFar = { readonly size: number; readonly mappings: readonly Mapping[] };
type Mapping = { readonly offset: number; readonly length: number; readonly writable: boolean };

/**
 * Where a command runs: the profile, and the end of the furthest range any command of the script allocates
 * or writes.
 */
export type Surroundings = { readonly profile: Profile; readonly problems: Problems; readonly end: number };

type Step = { readonly operations: readonly Operation[]; readonly file: FileSoFar };

/**
 * The operations one command means to the kernel, and the file after it. What xfs_io or the kernel would refuse
 * is a problem here: a checker that goes on where the test would have died proves nothing.
 */
export function runCommand(command: Command, file: FileSoFar, around: Surroundings): Step {
  const { profile, problems } = around;
  const stay = (...operations: readonly Operation[]): Step => ({ operations, file });
  const grow = (size: number, ...operations: readonly Operation[]): Step => ({
    operations,
    file: { ...file, size: Math.max(file.size, size) },
  });
  const { name } = command;
  const [offset = 0, length = 0] = clip(command, around.end);
  const end = offset + length;
  if (!checkReach(command, profile, problems)) return stay();
  switch (name) {
    case 'pwrite':
      return grow(length === 0 ? 0 : end, ...writes(command, problems));
    case 'pread':
      return length === 0 ? stay() : stay({ kind: 'pread', offset, length });
    case 'mmap':
      return map(command, file, around);
    case 'mwrite':
    case 'mread':
      return stay(...mapped(command, file, profile, problems));
    case 'munmap':
      return unmap(command, file, problems);
    case 'msync':
      return has(command, 's') ? stay(...mapped(command, file, profile, problems)) : stay();
    case 'truncate':
      return { operations: [{ kind: 'truncate', size: offset }], file: { ...file, size: offset } };
    case 'falloc': {
      if (!checkLength(command, problems)) return stay();
      const keepSize = has(command, 'k');
      return grow(keepSize ? 0 : end, { kind: 'falloc', offset, length, keepSize });
    }
    case 'fzero':
    case 'zero': {
      if (!checkLength(command, problems)) return stay();
      // XFS_IOC_ZERO_RANGE always keeps the size.
      const keepSize = name === 'zero' || has(command, 'k');
      return grow(keepSize ? 0 : end, { kind: 'fzero', offset, length, keepSize });
    }
    case 'fpunch':
      return checkLength(command, problems) && length > 0 ? stay({ kind: 'fpunch', offset, length }) : stay();
    case 'fcollapse':
    case 'finsert':
      return shift(command, name, file, profile, problems);
    case 'fsync':
    case 'fdatasync':
    case 'sync':
    case 'syncfs':
    // xfs_io asks fiemap with FIEMAP_FLAG_SYNC, which writes the file back first.
    case 'fiemap':
      return stay({ kind: 'fsync' });
    case 'sync_range':
      return stay(...syncRange(command));
    case 'fadvise':
      return stay({ kind: 'dontneed', offset, length });
    case 'remount':
      return { operations: [{ kind: 'remount' }], file: { ...file, mappings: [] } };
    case 'cow_prealloc':
    case 'delalloc_prealloc':
    case 'zrange':
      return checkLength(command, problems) ? stay({ kind: name, offset, length }) : stay();
    case 'preflush':
      return stay({ kind: 'preflush' });
    default:
      // seek, stat, cachestat: they look and change nothing.
      return stay();
  }
}

function has(command: Command, letter: string): boolean {
  return command.options.some((option) => option.letter === letter);
}

function optionValue(command: Command, letter: string, fallback: number): number {
  return command.options.findLast((option) => option.letter === letter)?.value ?? fallback;
}

/** Commands that make nothing where nothing is: a range of theirs may go on for ever. */
const ONLY_LOOK = ['pread', 'mmap', 'sync_range', 'fadvise', 'fpunch'];

/** How far a command makes the file go. */
export function reachOf({ name, operands }: Command): number {
  return ONLY_LOOK.includes(name) ? 0 : operands.reduce((sum, operand) => sum + operand, 0);
}

/** The operands of a command, its range cut at `end` where there is nothing behind it to look at. */
function clip({ name, operands }: Command, end: number): readonly number[] {
  const [offset = 0, length = 0] = operands;
  return ONLY_LOOK.includes(name)
    ? [Math.min(offset, end), Math.max(0, Math.min(length, end - offset))]
    : operands;
}

function checkReach(command: Command, profile: Profile, problems: Problems): boolean {
  const { name, at } = command;
  const reach = reachOf(command);
  const limit = UNITS_MAX * Math.min(profile.block, profile.page);
  if (reach <= limit) return true;
  problems.add(
    at,
    `${name} reaches byte ${formatSize(reach)}, the search goes to ${formatSize(limit)}`,
    'Move it closer: what matters is the number of folios between, not of gigabytes.',
  );
  return false;
}

function checkLength(command: Command, problems: Problems): boolean {
  if ((command.operands[1] ?? 0) > 0) return true;
  problems.add(command.at, `${command.name} of length 0 fails with EINVAL`, 'Give a length above 0.');
  return false;
}

function writes(command: Command, problems: Problems): readonly Operation[] {
  const [offset = 0, length = 0] = command.operands;
  const byte = optionValue(command, 'S', PWRITE_BYTE);
  const request = optionValue(command, 'b', REQUEST_BYTES);
  if (request === 0 || Math.ceil(length / request) > REQUESTS_MAX) {
    problems.add(
      command.at,
      `pwrite would be ${request === 0 ? 'endless' : Math.ceil(length / request)} requests of ${request} bytes`,
      'Give -b SIZE, the size of one request; -b as long as the length is one write.',
    );
    return [];
  }
  const operations: Operation[] = [];
  for (let at = offset; at < offset + length; at += request) {
    operations.push({ kind: 'pwrite', offset: at, length: Math.min(request, offset + length - at), byte });
  }
  if (has(command, 'w') || has(command, 'W')) operations.push({ kind: 'fsync' });
  return operations;
}

function map(command: Command, file: FileSoFar, { profile, problems, end }: Surroundings): Step {
  const [offset = 0, length = 0] = command.operands;
  if (offset % profile.page !== 0) {
    const page = formatSize(profile.page);
    problems.add(
      command.at,
      'mmap wants an offset at a page',
      `Use a multiple of ${page}, the page of the profile.`,
    );
  }
  if (!checkLength(command, problems)) return { operations: [], file };
  const plain = !has(command, 'r') && !has(command, 'w') && !has(command, 'x');
  const writable = plain || has(command, 'w');
  const mapping = { offset, length, writable };
  const [at = 0, cut = 0] = clip(command, end);
  return {
    operations: cut === 0 ? [] : [{ kind: 'mmap', offset: at, length: cut, writable }],
    file: { ...file, mappings: [...file.mappings, mapping] },
  };
}

function unmap(command: Command, file: FileSoFar, problems: Problems): Step {
  if (file.mappings.length === 1)
    return { operations: [{ kind: 'munmap' }], file: { ...file, mappings: [] } };
  const isNone = file.mappings.length === 0;
  problems.add(
    command.at,
    isNone ? 'nothing is mapped' : 'the model does not tell one mapping from another when it unmaps',
    isNone ? 'Write mmap OFFSET LENGTH before.' : 'Unmap before the next mmap.',
  );
  return { operations: [], file };
}

/** mwrite, mread and msync work on the current mapping, the whole of it when they name no range. */
function mapped(
  command: Command,
  file: FileSoFar,
  profile: Profile,
  problems: Problems,
): readonly Operation[] {
  const current = file.mappings.at(-1);
  if (current === undefined) {
    problems.add(command.at, `${command.name} without a mapping`, 'Write mmap -rw OFFSET LENGTH before it.');
    return [];
  }
  const [offset = current.offset, length = current.length] = command.operands;
  if (offset < current.offset || offset + length > current.offset + current.length) {
    problems.add(
      command.at,
      `${command.name} leaves the mapping`,
      `It covers ${formatSize(current.offset)} to ${formatSize(current.offset + current.length)}.`,
    );
    return [];
  }
  if (command.name === 'msync') return [{ kind: 'msync', offset, length }];
  if (command.name === 'mwrite' && !current.writable) {
    problems.add(
      command.at,
      'the mapping is not writable: xfs_io dies of it',
      'Write mmap -rw OFFSET LENGTH.',
    );
    return [];
  }
  const pagesEnd = Math.ceil(file.size / profile.page) * profile.page;
  if (length > 0 && offset + length > pagesEnd) {
    problems.add(
      command.at,
      `${command.name} goes beyond the page of EOF: SIGBUS ends xfs_io`,
      `The file has ${formatSize(file.size)}, so stay below ${formatSize(pagesEnd)}.`,
    );
    return [];
  }
  if (length === 0) return [];
  if (command.name === 'mread') return [{ kind: 'mread', offset, length }];
  return [{ kind: 'mwrite', offset, length, byte: optionValue(command, 'S', MWRITE_BYTE) }];
}

function shift(
  command: Command,
  kind: 'fcollapse' | 'finsert',
  file: FileSoFar,
  profile: Profile,
  problems: Problems,
): Step {
  const [offset = 0, length = 0] = command.operands;
  const stay: Step = { operations: [], file };
  if (!checkLength(command, problems)) return stay;
  if (offset % profile.block !== 0 || length % profile.block !== 0) {
    const block = formatSize(profile.block);
    problems.add(
      command.at,
      `${kind} moves whole blocks`,
      `Use multiples of ${block}, the block of the profile.`,
    );
    return stay;
  }
  const isInside = kind === 'finsert' ? offset < file.size : offset + length < file.size;
  if (!isInside) {
    problems.add(
      command.at,
      `${kind} at or beyond EOF fails with EINVAL`,
      `The file has ${formatSize(file.size)}.`,
    );
    return stay;
  }
  const size = kind === 'finsert' ? file.size + length : file.size - length;
  return { operations: [{ kind, offset, length }], file: { ...file, size } };
}

/**
 * Options overwrite each other in the source of xfs_io: the last one wins, and -a alone starts no
 * writeback.
 */
function syncRange(command: Command): readonly Operation[] {
  const [offset = 0, length = 0] = command.operands;
  const last = command.options.at(-1)?.letter ?? 'w';
  return [{ kind: 'sync_range', mode: last === 'w' ? 'write' : 'wait', offset, length }];
}
