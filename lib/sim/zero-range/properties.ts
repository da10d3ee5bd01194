import type { Property } from '@/lib/sim/property.ts';
import { byte, hasFlag, type Kernel } from '@/lib/sim/zero-range/kernel.ts';
import type { Machine } from '@/lib/sim/zero-range/machine.ts';
import { flushFile } from '@/lib/sim/zero-range/operations/cache-calls.ts';
import type { Expected } from '@/lib/sim/zero-range/oracle.ts';
import {
  CACHE,
  DATA_FORK,
  DEADLOCKED,
  DISK_SHIFT,
  DISK_SIZE,
  ROUNDS,
  STATEMENT,
  STEP,
  UPTODATE,
  WRITTEN,
  ZERO,
} from '@/lib/sim/zero-range/state.ts';
import { codeOf } from '@/lib/sim/zero-range/values.ts';

/**
 * What may not happen, in the order of VIOLATIONS, and then the expectations of the scenario. STALE, LOSS and
 * POSTEOF are asked whenever an operation has returned, from the first one on that has a window; CRASH in
 * every state.
 */
export function propertiesOf(m: Machine): readonly Property[] {
  const { k } = m;
  const always = (name: string, holds: () => boolean): Property => ({
    kind: 'always',
    name,
    holds: (state) => {
      k.state = state;
      return holds();
    },
  });
  const firstWindow = Math.max(
    0,
    m.windows.findIndex((window) => window !== null),
  );
  const returned = (): boolean => byte(k.state, STEP) === 0 && byte(k.state, STATEMENT) > firstWindow;
  return [
    always('CRASH', () => findStaleOnDisk(k) === null),
    always('DEADLOCK', () => !hasFlag(k, DEADLOCKED)),
    { kind: 'progress', name: 'LIVE', roundsMax: m.roundsMax, rounds: (state) => byte(state, ROUNDS) },
    always('LOSS', () => !returned() || findWrong(k, (wanted) => wanted !== ZERO) === null),
    always('POSTEOF', () => !returned() || findBehindEof(k) === null),
    always('STALE', () => !returned() || findWrong(k, (wanted) => wanted === ZERO) === null),
    ...k.scenario.expectations.map((expectation, index) =>
      always(`EXPECT ${index}`, () => {
        if (byte(k.state, STATEMENT) < m.programs.length) return true;
        return expectation.kind === 'read'
          ? readsAs(k, expectation.offset, expectation.length, codeOf(k.values, expectation.byte))
          : behindEofIs(k, codeOf(k.values, expectation.byte));
      }),
    ),
  ];
}

/**
 * What is wrong, as cells from `cell` up to `end` that all hold or read the code `reads`; `remounted` when only so
 * after everything is written back and the file mounted again.
 */
export type WrongBytes = {
  readonly cell: number;
  readonly end: number;
  readonly reads: number;
  readonly remounted: boolean;
};

/** What a crash now would leave inside the disk size and no program can have seen there; null for nothing. */
export function findStaleOnDisk(k: Kernel): WrongBytes | null {
  const now = byte(k.state, STATEMENT);
  const file = k.files[byte(k.state, STEP) === 0 ? now : now + 1] as Expected;
  return firstRun(0, byte(k.state, DISK_SIZE), false, (cell) => {
    const code = onDisk(k, cell);
    const isSeen = code === ZERO || ((file.seen[cell] as number) & (1 << code)) !== 0;
    return isSeen || isStoredMeanwhile(k, k.layout.storesAt, cell) ? -1 : code;
  });
}

/** The first bytes inside EOF whose wanted code is `concerns` and that read otherwise; null when there are none. */
export function findWrong(k: Kernel, concerns: (wanted: number) => boolean): WrongBytes | null {
  const { size, cells } = k.files[byte(k.state, STATEMENT)] as Expected;
  const find = (readOf: typeof onDisk, remounted: boolean): WrongBytes | null =>
    firstRun(0, size, remounted, (cell) => {
      const wanted = byte(cells, cell);
      if (!concerns(wanted) || isStoredMeanwhile(k, k.layout.storesAt, cell)) return -1;
      const reads = readOf(k, cell);
      return reads === wanted ? -1 : reads;
    });
  return find(inCache, false) ?? afterRemount(k, () => find(onDisk, true));
}

/** Bytes of the EOF block behind EOF that are not zero on disk after everything is written back. */
export function findBehindEof(k: Kernel): WrongBytes | null {
  return afterRemount(k, () => {
    const [from, to] = behindEof(k);
    return firstRun(from, to, true, (cell) => {
      const code = onDisk(k, cell);
      return code === ZERO ? -1 : code;
    });
  });
}

/** The first run of cells for which `wrongCode` gives one and the same code; -1 is right. */
function firstRun(
  from: number,
  to: number,
  remounted: boolean,
  wrongCode: (cell: number) => number,
): WrongBytes | null {
  for (let cell = from; cell < to; cell++) {
    const reads = wrongCode(cell);
    if (reads === -1) continue;
    let end = cell + 1;
    while (end < to && wrongCode(end) === reads) end++;
    return { cell, end, reads, remounted };
  }
  return null;
}

function behindEof(k: Kernel): readonly [from: number, to: number] {
  const { size } = k.files[byte(k.state, STATEMENT)] as Expected;
  const block = byte(k.layout.blockOf, size);
  const start = byte(k.layout.blockStart, block);
  return start === size ? [size, size] : [size, byte(k.layout.blockStart, block + 1)];
}

function behindEofIs(k: Kernel, code: number): boolean {
  return afterRemount(k, () => {
    const [from, to] = behindEof(k);
    for (let cell = from; cell < to; cell++) if (onDisk(k, cell) !== code) return false;
    return true;
  });
}

function readsAs(k: Kernel, offset: number, length: number, code: number): boolean {
  const { size } = k.files[byte(k.state, STATEMENT)] as Expected;
  // Behind EOF nothing can be read.
  if (offset + length > (k.layout.byteAt[size] as number)) return false;
  for (let cell = 0; cell < size; cell++) {
    const at = k.layout.byteAt[cell] as number;
    if (at >= offset && at < offset + length && inCache(k, cell) !== code) return false;
  }
  return true;
}

/** Holes, delayed allocations and unwritten extents read as zero, whatever the disk holds. */
export function onDisk(k: Kernel, cell: number): number {
  const block = byte(k.state, k.layout.blocksAt + byte(k.layout.blockOf, cell));
  return (block & DATA_FORK) === WRITTEN ? byte(k.state, k.layout.cellsAt + cell) >> DISK_SHIFT : ZERO;
}

export function inCache(k: Kernel, cell: number): number {
  const block = byte(k.state, k.layout.blocksAt + byte(k.layout.blockOf, cell));
  return (block & UPTODATE) !== 0 ? byte(k.state, k.layout.cellsAt + cell) & CACHE : onDisk(k, cell);
}

/**
 * Answers on a copy in which everything was written back. What is dropped from the cache reads from disk
 * anyway.
 */
function afterRemount<Answer>(k: Kernel, answer: () => Answer): Answer {
  const { state, observer } = k;
  k.state = state.slice();
  k.observer = null;
  flushFile(k);
  const result = answer();
  k.state = state;
  k.observer = observer;
  return result;
}

/** A program that stores while the operation runs races with itself: both values are right. */
function isStoredMeanwhile(k: Kernel, storesAt: number, cell: number): boolean {
  return storesAt !== -1 && (byte(k.state, storesAt + (cell >> 3)) & (1 << (cell & 7))) !== 0;
}
