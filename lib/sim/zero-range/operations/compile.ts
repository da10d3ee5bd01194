import { dataFork } from '@/lib/sim/zero-range/extents.ts';
import { bumpCookie, byte, type Kernel } from '@/lib/sim/zero-range/kernel.ts';
import type { Layout } from '@/lib/sim/zero-range/layout.ts';
import type { Operation } from '@/lib/sim/zero-range/operation.ts';
import {
  awaitWriteback,
  dontNeed,
  dropFile,
  flushFile,
  startWriteback,
} from '@/lib/sim/zero-range/operations/cache-calls.ts';
import {
  allocateSteps,
  collapseSteps,
  insertSteps,
  punchSteps,
} from '@/lib/sim/zero-range/operations/fallocate.ts';
import {
  type OperationStep,
  type Program,
  plain,
  zeroRange,
} from '@/lib/sim/zero-range/operations/program.ts';
import { resizeSteps } from '@/lib/sim/zero-range/operations/resize.ts';
import { readRange, storeMapped, unmapAll, writeSteps } from '@/lib/sim/zero-range/operations/write.ts';
import type { Profile } from '@/lib/sim/zero-range/profile.ts';
import { COW_DELALLOC, COW_FORK, COW_UNWRITTEN, DELALLOC } from '@/lib/sim/zero-range/state.ts';
import type { Strategy } from '@/lib/sim/zero-range/step.ts';
import { codeOf, type Values } from '@/lib/sim/zero-range/values.ts';
import { flush } from '@/lib/sim/zero-range/writeback.ts';

/** What an operation needs to become a program. */
export type Surroundings = {
  readonly layout: Layout;
  readonly profile: Profile;
  readonly values: Values;
  readonly strategy: Strategy;
};

/** `size` is the position of EOF before the operation. */
export function compileOperation(around: Surroundings, operation: Operation, size: number): Program {
  const begins = LOCKS[operation.kind] ?? 'begins';
  return { begins, steps: stepsOf(around, operation, size) };
}

const LOCKS: Partial<Record<Operation['kind'], string>> = {
  pwrite: 'takes i_rwsem',
  truncate: 'takes i_rwsem and the invalidate lock',
  falloc: 'takes i_rwsem and the invalidate lock',
  fpunch: 'takes i_rwsem and the invalidate lock',
  fzero: 'takes i_rwsem and the invalidate lock',
  fcollapse: 'takes i_rwsem and the invalidate lock',
  finsert: 'takes i_rwsem and the invalidate lock',
  zrange: 'holds i_rwsem and the invalidate lock',
};

function stepsOf(around: Surroundings, operation: Operation, size: number): readonly OperationStep[] {
  const { layout, profile, values, strategy } = around;
  if (!('offset' in operation)) return stepsOfFile(around, operation, size);
  const from = layout.positionOf.get(operation.offset) as number;
  const to = layout.positionOf.get(operation.offset + operation.length) as number;
  const resize = (target: number): readonly OperationStep[] =>
    resizeSteps(layout, profile, strategy, { from: size, to: target });
  /** Setting the size zeroes from the old EOF on; that of an empty file is left out (docs/simulator.md, 18). */
  const grow = (target: number): readonly OperationStep[] =>
    target <= size ? [] : resize(target).filter(({ kind }) => kind !== 'zero' || size > 0);
  switch (operation.kind) {
    case 'pwrite':
      return writeSteps(layout, size, from, to, codeOf(values, operation.byte));
    case 'falloc':
      return [...allocateSteps(from, to), ...(operation.keepSize ? [] : grow(to))];
    case 'fpunch':
      return punchSteps(layout, profile, size, from, to);
    case 'fzero': {
      const zeroing = profile.forceZeroRange
        ? zeroRange(from, to)
        : [...punchSteps(layout, profile, size, from, to), ...allocateSteps(from, to)];
      return [...zeroing, ...(operation.keepSize ? [] : grow(to))];
    }
    case 'fcollapse':
      return [...collapseSteps(layout, profile, from, to), ...resize(size - (to - from))];
    case 'finsert':
      return [...resize(size + (to - from)), ...insertSteps(layout, profile, from, to)];
    case 'zrange':
      return zeroRange(from, to);
    default:
      return [stepOfRange(around, operation, from, operation.length === 0 ? layout.cells : to)];
  }
}

function stepsOfFile(around: Surroundings, operation: Operation, size: number): readonly OperationStep[] {
  const { layout, profile, strategy } = around;
  switch (operation.kind) {
    case 'truncate': {
      const to = layout.positionOf.get(operation.size) as number;
      return resizeSteps(layout, profile, strategy, { from: size, to });
    }
    case 'fsync':
      return [plain('fsync', 'writes everything back', flushFile)];
    case 'preflush':
      return [plain('flush_unmap', 'flushes the file and drops its cache', flushAndDrop)];
    case 'remount':
      return [plain('remount', 'writes everything back and starts with an empty cache', flushAndDrop)];
    default:
      return [plain('munmap', 'takes the writable pages away', unmapAll)];
  }
}

function flushAndDrop(k: Kernel): void {
  flushFile(k);
  dropFile(k);
}

function stepOfRange(around: Surroundings, operation: Operation, from: number, to: number): OperationStep {
  switch (operation.kind) {
    case 'mwrite': {
      const code = codeOf(around.values, operation.byte);
      return plain('store', 'stores through the mapping', (k) => storeMapped(k, from, to, code));
    }
    case 'pread':
    case 'mread':
      return plain('read', 'reads the range into the cache', (k) => readRange(k, from, to));
    case 'msync':
      return plain('msync', 'writes the range back', (k) => void flush(k, from, to));
    case 'dontneed':
      return plain('dontneed', 'starts writeback and drops clean folios', (k) => dontNeed(k, from, to));
    case 'sync_range':
      return operation.mode === 'write'
        ? plain('sync_range', 'starts writeback', (k) => startWriteback(k, from, to))
        : plain('sync_range', 'waits for writeback', (k) => awaitWriteback(k, from, to));
    case 'cow_prealloc':
      return plain('cow_prealloc', 'preallocates blocks in the COW fork', (k) => preallocateCow(k, from, to));
    case 'delalloc_prealloc':
      return plain('delalloc_prealloc', 'reserves a delayed allocation over the holes', (k) =>
        preallocateDelalloc(k, from, to),
      );
    default:
      return plain('mmap', 'maps the range', () => {});
  }
}

function preallocateCow(k: Kernel, from: number, to: number): void {
  for (let block = byte(k.layout.blockOf, from); block <= byte(k.layout.blockOf, to - 1); block++) {
    const at = k.layout.blocksAt + block;
    if ((byte(k.state, at) & COW_FORK) !== 0) continue;
    k.state[at] = byte(k.state, at) | (k.profile.zoned ? COW_DELALLOC : COW_UNWRITTEN);
  }
  bumpCookie(k, 'cow');
}

function preallocateDelalloc(k: Kernel, from: number, to: number): void {
  for (let block = byte(k.layout.blockOf, from); block <= byte(k.layout.blockOf, to - 1); block++) {
    const at = k.layout.blocksAt + block;
    if (dataFork(k, block) === 0) k.state[at] = byte(k.state, at) | DELALLOC;
  }
  bumpCookie(k, 'data');
}
