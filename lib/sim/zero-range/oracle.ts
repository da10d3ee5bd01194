import { AppError } from '@/lib/base/app-error.ts';
import type { Layout } from '@/lib/sim/zero-range/layout.ts';
import type { Operation, Statement } from '@/lib/sim/zero-range/operation.ts';
import { ZERO } from '@/lib/sim/zero-range/state.ts';
import { formatBytes } from '@/lib/sim/zero-range/text.ts';
import { codeOf, type Values } from '@/lib/sim/zero-range/values.ts';

/**
 * What a program must see: the file as a plain array of bytes. It knows no cache, no extents, no writeback,
 * so nothing of the model can be wrong in both.
 */
export type Expected = {
  /** Position of the end of the file. */
  readonly size: number;
  /** Code of each cell; zero behind the end. */
  readonly cells: Uint8Array;
  /** Per cell, the codes that a program may have seen there up to now, one bit each. Zero always is. */
  readonly seen: Uint16Array;
};

/**
 * `[k]` is the file before statement k, the last entry the file at the end. AppError for what a script may
 * not do.
 */
export function expectFile(
  layout: Layout,
  values: Values,
  page: number,
  block: number,
  statements: readonly Statement[],
): readonly Expected[] {
  let now: Expected = {
    size: 0,
    cells: new Uint8Array(layout.cells),
    seen: new Uint16Array(layout.cells).fill(1 << ZERO),
  };
  const files = [now];
  for (const { operation } of statements) {
    assertPossible(layout, operation, now, page, block);
    now = withSeen(apply(layout, values, operation, now), now);
    files.push(now);
  }
  return files;
}

function apply(layout: Layout, values: Values, operation: Operation, before: Expected): Expected {
  const at = (bytes: number): number => layout.positionOf.get(bytes) as number;
  switch (operation.kind) {
    case 'pwrite': {
      const end = at(operation.offset + operation.length);
      return fill(
        before,
        at(operation.offset),
        end,
        codeOf(values, operation.byte),
        Math.max(before.size, end),
      );
    }
    case 'mwrite': {
      const end = Math.min(before.size, at(operation.offset + operation.length));
      return fill(before, at(operation.offset), end, codeOf(values, operation.byte), before.size);
    }
    case 'truncate':
      return fill(before, at(operation.size), layout.cells, ZERO, at(operation.size));
    case 'falloc':
    case 'fzero': {
      const end = at(operation.offset + operation.length);
      const size = operation.keepSize ? before.size : Math.max(before.size, end);
      return operation.kind === 'falloc'
        ? { ...before, size }
        : fill(before, at(operation.offset), Math.min(end, size), ZERO, size);
    }
    case 'fpunch':
    case 'zrange': {
      const end = Math.min(before.size, at(operation.offset + operation.length));
      return fill(before, at(operation.offset), end, ZERO, before.size);
    }
    case 'fcollapse':
      return collapse(before, at(operation.offset), at(operation.offset + operation.length));
    case 'finsert':
      return insert(before, at(operation.offset), at(operation.offset + operation.length));
    default:
      return before;
  }
}

function fill(before: Expected, from: number, to: number, code: number, size: number): Expected {
  const cells = before.cells.slice();
  if (from < to) cells.fill(code, from, to);
  return { size, cells, seen: before.seen };
}

/** Cells are even when a script shifts (layout.ts). */
function collapse(before: Expected, from: number, to: number): Expected {
  const cells = new Uint8Array(before.cells.length);
  cells.set(before.cells.subarray(0, from));
  cells.set(before.cells.subarray(to), from);
  return { size: before.size - (to - from), cells, seen: before.seen };
}

function insert(before: Expected, from: number, to: number): Expected {
  const cells = new Uint8Array(before.cells.length);
  cells.set(before.cells.subarray(0, from));
  cells.set(before.cells.subarray(from, cells.length - (to - from)), to);
  return { size: before.size + (to - from), cells, seen: before.seen };
}

function withSeen(after: Expected, before: Expected): Expected {
  const seen = before.seen.map((codes, cell) => codes | (1 << (after.cells[cell] as number)));
  return { ...after, seen };
}

/** Scripts that xfs_io would refuse, or that would kill it. */
function assertPossible(
  layout: Layout,
  operation: Operation,
  file: Expected,
  page: number,
  block: number,
): void {
  const size = layout.byteAt[file.size] as number;
  const pageEnd = Math.ceil(size / page) * page;
  switch (operation.kind) {
    case 'mwrite':
    case 'mread':
      if (operation.length > 0 && operation.offset + operation.length <= pageEnd) return;
      throw refuse(
        `${operation.kind} reaches ${formatBytes(operation.offset + operation.length)}, but the file ends at ` +
          `${formatBytes(size)} and its last page at ${formatBytes(pageEnd)}: the program dies of SIGBUS.`,
        'Stay within the page that holds the end of the file.',
      );
    case 'fcollapse':
    case 'finsert': {
      const inside = operation.kind === 'fcollapse' ? operation.offset + operation.length : operation.offset;
      const aligned = operation.offset % block === 0 && operation.length % block === 0;
      if (aligned && operation.length > 0 && inside < size) return;
      throw refuse(
        `${operation.kind} ${formatBytes(operation.offset)} ${formatBytes(operation.length)} on a file of ` +
          `${formatBytes(size)} is refused by the kernel (EINVAL).`,
        `Offset and length are multiples of the block (${formatBytes(block)}), and the range lies before the end.`,
      );
    }
    case 'falloc':
    case 'fpunch':
    case 'fzero':
    case 'zrange':
    case 'pwrite':
      if (operation.length > 0) return;
      throw refuse(`${operation.kind} has length 0.`, 'Give the number of bytes.');
    default:
  }
}

function refuse(message: string, remedy: string): AppError {
  return new AppError('BAD_INPUT', message, remedy);
}
