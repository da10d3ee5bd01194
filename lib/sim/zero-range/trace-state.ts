import { byte, hasFlag, type Kernel } from '@/lib/sim/zero-range/kernel.ts';
import { inCache } from '@/lib/sim/zero-range/properties.ts';
import type {
  BlockState,
  CellState,
  FolioState,
  HeldMapping,
  TraceState,
} from '@/lib/sim/zero-range/report.ts';
import {
  BLOCK_DIRTY,
  COW_FORK,
  COW_STALE,
  DATA_FORK,
  DATA_STALE,
  DIRTY,
  DISK_SHIFT,
  DISK_SIZE,
  END,
  HELD,
  LOCKED,
  MAP,
  MAP_END,
  MAP_NONE,
  MAP_SHARED,
  MAP_TYPE,
  POSITION,
  PRESENT,
  SIZE,
  STATEMENT,
  STEP,
  UPTODATE,
  WRITABLE,
  WRITEBACK,
  ZERO_STEP,
} from '@/lib/sim/zero-range/state.ts';
import { isInBatch } from '@/lib/sim/zero-range/zero-range.ts';

const DATA = ['hole', 'delalloc', 'unwritten', 'written'] as const;
const COW = ['none', 'delalloc', 'unwritten', 'in-flight'] as const;
const MAPPINGS = ['hole', 'hole', 'delalloc', 'unwritten', 'written', 'cow'] as const;

/** The state of the kernel as data for a page, with the marks of what differs from `before`. */
export function traceState(k: Kernel, cookie: number, before: TraceState | null): TraceState {
  const { state, layout } = k;
  const at = (position: number): number => layout.byteAt[position] as number;
  const now: TraceState = {
    size: at(byte(state, SIZE)),
    diskSize: at(byte(state, DISK_SIZE)),
    cookie,
    blocks: Array.from({ length: layout.blocks }, (_, block) => blockState(k, block)),
    cells: Array.from({ length: layout.cells }, (_, cell) => cellState(k, cell)),
    folios: Array.from({ length: layout.folios }, (_, folio) => folioState(k, folio)),
    mapping: heldMapping(k, cookie),
    left: leftToZero(k),
    changed: [],
  };
  return { ...now, changed: before === null ? [] : findChanges(before, now) };
}

function blockState(k: Kernel, block: number): BlockState {
  const bits = byte(k.state, k.layout.blocksAt + block);
  return {
    offset: k.layout.byteAt[byte(k.layout.blockStart, block)] as number,
    data: DATA[bits & DATA_FORK] ?? 'hole',
    cow: COW[(bits & COW_FORK) >> 2] ?? 'none',
  };
}

function cellState(k: Kernel, cell: number): CellState {
  const { layout, values } = k;
  const offset = layout.byteAt[cell] as number;
  const block = byte(k.state, layout.blocksAt + byte(layout.blockOf, cell));
  const isCached = (block & UPTODATE) !== 0;
  const now = byte(k.state, STATEMENT);
  // While an operation runs, what it will leave is what counts.
  const file = k.files[byte(k.state, STEP) === 0 ? now : Math.min(now + 1, k.files.length - 1)];
  const isInside = file !== undefined && cell < file.size;
  const expected = isInside ? values[byte(file.cells, cell)] : null;
  return {
    offset,
    length: (layout.byteAt[cell + 1] as number) - offset,
    disk: values[byte(k.state, layout.cellsAt + cell) >> DISK_SHIFT] ?? 0,
    cache: isCached ? (values[inCache(k, cell)] ?? 0) : null,
    expected: typeof expected === 'number' ? expected : null,
  };
}

function folioState(k: Kernel, folio: number): FolioState {
  const { state, layout } = k;
  const bits = byte(state, layout.foliosAt + folio);
  const offset = layout.byteAt[byte(layout.folioStart, folio)] as number;
  const first = byte(layout.folioBlock, folio);
  const blocks = Array.from({ length: byte(layout.folioBlock, folio + 1) - first }, (_, index) =>
    byte(state, layout.blocksAt + first + index),
  );
  return {
    offset,
    length: k.profile.folio,
    present: (bits & PRESENT) !== 0,
    dirty: (bits & DIRTY) !== 0,
    writeback: (bits & WRITEBACK) !== 0,
    lockedBy: (bits & LOCKED) !== 0 ? 'writeback' : (bits & HELD) !== 0 ? 'holder' : null,
    writable: (bits & WRITABLE) !== 0,
    dirtyBlocks: blocks.map((block) => (block & BLOCK_DIRTY) !== 0),
    uptodateBlocks: blocks.map((block) => (block & UPTODATE) !== 0),
  };
}

function leftToZero(k: Kernel): TraceState['left'] {
  const { state, layout } = k;
  if (byte(state, ZERO_STEP) === 0) return null;
  const offset = layout.byteAt[byte(state, POSITION)] as number;
  return { offset, length: (layout.byteAt[byte(state, END)] as number) - offset };
}

function heldMapping(k: Kernel, cookie: number): HeldMapping | null {
  const { state, layout } = k;
  const type = byte(state, MAP) & MAP_TYPE;
  if (type === MAP_NONE) return null;
  const offset = layout.byteAt[byte(state, POSITION)] as number;
  const isShared = (byte(state, MAP) & MAP_SHARED) !== 0;
  return {
    type: MAPPINGS[type] ?? 'hole',
    offset,
    length: (layout.byteAt[byte(state, MAP_END)] as number) - offset,
    cookie,
    outOfDate: hasFlag(k, DATA_STALE) || (isShared && hasFlag(k, COW_STALE)),
    batch: Array.from({ length: layout.folios }, (_, folio) => folio).filter((folio) => isInBatch(k, folio)),
  };
}

function findChanges(before: TraceState, now: TraceState): readonly string[] {
  const changed: string[] = [];
  for (const field of ['size', 'diskSize', 'cookie'] as const) {
    if (before[field] !== now[field]) changed.push(field);
  }
  for (const list of ['blocks', 'cells', 'folios'] as const) {
    now[list].forEach((item, index) => {
      const old = new Map<string, unknown>(Object.entries(before[list][index] ?? {}));
      for (const [field, value] of Object.entries(item)) {
        if (String(old.get(field)) !== String(value)) changed.push(`${list}.${index}.${field}`);
      }
    });
  }
  if (JSON.stringify(before.mapping) !== JSON.stringify(now.mapping)) changed.push('mapping');
  return changed;
}
