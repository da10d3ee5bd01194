import { truncateCache, writeFolio } from '@/lib/sim/zero-range/cache.ts';
import { blockAfterEof, dataFork, hasCowBlock } from '@/lib/sim/zero-range/extents.ts';
import { byte, clearFlags, hasFlag, type Kernel, note, setFlags } from '@/lib/sim/zero-range/kernel.ts';
import {
  COW_STALE,
  DATA_STALE,
  DELALLOC,
  DID_ZERO,
  END,
  HOLE,
  MAP,
  MAP_BATCH,
  MAP_DELALLOC,
  MAP_END,
  MAP_HOLE,
  MAP_NONE,
  MAP_SHARED,
  MAP_TYPE,
  MAP_UNWRITTEN,
  MAP_WRITTEN,
  POSITION,
  PRESENT,
  ROUNDS,
  SCAN,
  UNWRITTEN,
  UPTODATE,
  WRITEBACK,
  WRITTEN,
  ZERO,
} from '@/lib/sim/zero-range/state.ts';
import { formatBytes } from '@/lib/sim/zero-range/text.ts';
import { allocateRun, waitForLock } from '@/lib/sim/zero-range/writeback.ts';

/** What the strategies are made of, one atomic piece each; strategies say what may come between them. */

export function position(k: Kernel): number {
  return byte(k.state, POSITION);
}

export function rangeEnd(k: Kernel): number {
  return byte(k.state, END);
}

export function mapEnd(k: Kernel): number {
  return byte(k.state, MAP_END);
}

export function mapType(k: Kernel): number {
  return byte(k.state, MAP) & MAP_TYPE;
}

/** Nothing on disk to zero: what the old code skips without a look at the cache. */
export function isSkippable(k: Kernel): boolean {
  return mapType(k) === MAP_HOLE || mapType(k) === MAP_UNWRITTEN;
}

/**
 * iomap_begin of XFS for zeroing, under the extent lock, which is dropped again: the mapping at the current
 * position, cut to the request. From here on it ages.
 */
export function lookup(k: Kernel): void {
  const { state, layout } = k;
  if (k.observer !== null) k.observer.lookups++;
  const first = byte(layout.blockOf, position(k));
  const eof = blockAfterEof(k);
  convertBehindEof(k, first, eof);
  const fork = dataFork(k, first);
  const cow = hasCowBlock(k, first);
  let last = first + 1;
  while (
    last < layout.blocks &&
    dataFork(k, last) === fork &&
    (fork === HOLE || hasCowBlock(k, last) === cow)
  ) {
    last++;
  }
  if (fork === DELALLOC && first < eof && k.profile.delallocPostEof) last = Math.min(last, eof);
  clearFlags(k, DATA_STALE | COW_STALE);
  state[MAP] = mapOfFork(fork) | (cow && fork !== HOLE ? MAP_SHARED : 0);
  state[MAP_END] = Math.min(byte(layout.blockStart, last), rangeEnd(k));
  note(k, () => `finds ${describeMap(k)}`);
}

function mapOfFork(fork: number): number {
  switch (fork) {
    case DELALLOC:
      return MAP_DELALLOC;
    case UNWRITTEN:
      return MAP_UNWRITTEN;
    case WRITTEN:
      return MAP_WRITTEN;
    default:
      return MAP_HOLE;
  }
}

/**
 * A delayed allocation that begins behind EOF: the cache behind it goes, and it is allocated as unwritten
 * (v6.10).
 */
function convertBehindEof(k: Kernel, first: number, eof: number): void {
  if (!k.profile.delallocPostEof || first < eof || dataFork(k, first) !== DELALLOC) return;
  truncateCache(k, position(k));
  if (dataFork(k, first) === DELALLOC) allocateRun(k, first);
}

/** Cuts the mapping; it must not become empty. */
export function trimMap(k: Kernel, end: number): void {
  if (end < mapEnd(k)) k.state[MAP_END] = end;
}

/**
 * iomap_valid: have the extents changed since the lookup? A file system without the check says never, and XFS
 * says so of every hole.
 */
export function isValid(k: Kernel): boolean {
  if (!k.profile.iomapValid) return true;
  if (mapType(k) === MAP_HOLE && !k.profile.holeValid) return true;
  const stale = (byte(k.state, MAP) & MAP_SHARED) !== 0 ? DATA_STALE | COW_STALE : DATA_STALE;
  return !hasFlag(k, stale);
}

/** Why a mapping has passed the check: a few do whatever their age. */
export function describeCheck(k: Kernel): string {
  if (!k.profile.iomapValid) return 'this file system has no check';
  const isHole = mapType(k) === MAP_HOLE && !k.profile.holeValid;
  return isHole ? 'a hole passes whatever its age' : 'it is up to date';
}

export function dropMap(k: Kernel): void {
  k.state[MAP] = MAP_NONE;
  k.state[MAP_END] = 0;
  k.state[SCAN] = 0;
  clearFlags(k, DATA_STALE | COW_STALE);
}

/** Zeroing got as far as `to`; behind the mapping that lets it go. Progress ends a series of rounds. */
export function advance(k: Kernel, to: number): void {
  k.state[POSITION] = to;
  k.state[ROUNDS] = 0;
  if (to >= mapEnd(k)) dropMap(k);
}

export type Next = string;

/**
 * Where a strategy goes on: `inMap` while the mapping lasts, then `lookup` for the next one, until the range
 * is done.
 */
export function continueAt(k: Kernel, inMap: Next, lookupStep: Next): Next {
  if (position(k) >= rangeEnd(k)) return 'done';
  return (byte(k.state, MAP) & MAP_TYPE) === MAP_NONE ? lookupStep : inMap;
}

/** Holes and unwritten extents read as zero: nothing to do until the end of the mapping. */
export function skipMap(k: Kernel, lookupStep: Next = 'lookup'): Next {
  note(k, () => `skips to ${formatBytes(k.layout.byteAt[mapEnd(k)] as number)}`);
  advance(k, mapEnd(k));
  return continueAt(k, lookupStep, lookupStep);
}

/** The mapping is given back; the same position is looked up again. */
export function retry(k: Kernel, lookupStep: Next = 'lookup'): Next {
  dropMap(k);
  k.state[ROUNDS] = Math.min(255, byte(k.state, ROUNDS) + 1);
  if (k.observer !== null) k.observer.retries++;
  return lookupStep;
}

/**
 * «get or create the folio at `from`, lock it, check that the mapping is valid, zero up to the end of the
 * folio or of the mapping, mark dirty». False: the mapping is out of date and nothing was done.
 */
export function zeroFolio(k: Kernel, from: number): boolean {
  const { layout } = k;
  const folio = byte(layout.folioOf, from);
  waitForLock(k, folio);
  if (!isValid(k)) {
    note(k, () => 'finds it out of date');
    return false;
  }
  note(k, () => describeCheck(k));
  zeroUpTo(k, from, Math.min(byte(layout.folioStart, folio + 1), mapEnd(k)));
  return true;
}

/**
 * Zeroes [from, to) of one folio that is locked. What it must read first comes from where the mapping says.
 */
export function zeroUpTo(k: Kernel, from: number, to: number): void {
  const folio = byte(k.layout.folioOf, from);
  const isNew = (byte(k.state, k.layout.foliosAt + folio) & PRESENT) === 0;
  const isWritten = mapType(k) === MAP_WRITTEN;
  note(k, () => (isNew ? `creates folio ${folio}` : `has folio ${folio}`));
  note(k, () => describeFill(k, from, to));
  writeFolio(k, from, to, ZERO, () => isWritten);
  setFlags(k, DID_ZERO);
  note(k, () => `zeroes ${describeRange(k, from, to)} and marks it dirty`);
}

/** The plain zeroing loop of iomap, one folio at a time, over whatever mapping is held. */
export function zeroNext(k: Kernel, zeroStep: Next, lookupStep: Next): Next {
  const from = position(k);
  if (!zeroFolio(k, from)) return retry(k, lookupStep);
  const folioEnd = byte(k.layout.folioStart, byte(k.layout.folioOf, from) + 1);
  advance(k, Math.min(folioEnd, mapEnd(k)));
  return continueAt(k, zeroStep, lookupStep);
}

/** Puts a folio into the batch, with a reference: reclaim leaves it alone. */
function addToBatch(k: Kernel, folio: number): void {
  const at = k.layout.batchAt + (folio >> 3);
  k.state[at] = byte(k.state, at) | (1 << (folio & 7));
}

export function removeFromBatch(k: Kernel, folio: number): void {
  const at = k.layout.batchAt + (folio >> 3);
  k.state[at] = byte(k.state, at) & ~(1 << (folio & 7));
}

export function isInBatch(k: Kernel, folio: number): boolean {
  return (byte(k.state, k.layout.batchAt + (folio >> 3)) & (1 << (folio & 7))) !== 0;
}

/** Folios that begin behind the mapping are for the next lookup. */
export function keepInBatch(k: Kernel, end: number): void {
  for (let folio = 0; folio < k.layout.folios; folio++) {
    if (byte(k.layout.folioStart, folio) >= end) removeFromBatch(k, folio);
  }
}

export function clearBatch(k: Kernel): void {
  for (let at = k.layout.batchAt; at < k.layout.cellsAt; at++) k.state[at] = 0;
}

/**
 * Collects the folios of [from, to) that have one of `dirtyBits`. Answers how far it got: `to`, or the end of
 * the folio with which the batch was full.
 */
export function fillBatch(k: Kernel, from: number, to: number, dirtyBits: number): number {
  if (k.observer !== null) k.observer.probes++;
  clearBatch(k);
  let room = k.profile.batch;
  const last = byte(k.layout.folioOf, to - 1);
  for (let folio = byte(k.layout.folioOf, from); folio <= last; folio++) {
    const bits = byte(k.state, k.layout.foliosAt + folio);
    if ((bits & PRESENT) === 0) continue;
    if ((bits & dirtyBits) === 0) {
      note(k, () => ((bits & WRITEBACK) === 0 ? '' : `leaves out folio ${folio}, which is under writeback`));
      continue;
    }
    addToBatch(k, folio);
    note(k, () => `takes folio ${folio} into the batch`);
    room--;
    if (room === 0) return Math.min(to, byte(k.layout.folioStart, folio + 1));
  }
  return to;
}

export function markBatched(k: Kernel): void {
  k.state[MAP] = byte(k.state, MAP) | MAP_BATCH;
}

export function isBatched(k: Kernel): boolean {
  return (byte(k.state, MAP) & MAP_BATCH) !== 0;
}

export function describeRange(k: Kernel, from: number, to: number): string {
  return `${formatBytes(k.layout.byteAt[from] as number)}..${formatBytes(k.layout.byteAt[to] as number)}`;
}

/**
 * What the blocks that are zeroed in part and not up to date are filled with first; nothing when there are
 * none.
 */
function describeFill(k: Kernel, from: number, to: number): string {
  const { layout } = k;
  const isPartial = (block: number): boolean =>
    (from > byte(layout.blockStart, block) || to < byte(layout.blockStart, block + 1)) &&
    (byte(k.state, layout.blocksAt + block) & UPTODATE) === 0;
  const blocks = [byte(layout.blockOf, from), byte(layout.blockOf, to - 1)].filter(isPartial);
  if (blocks.length === 0) return '';
  const source =
    mapType(k) === MAP_WRITTEN ? 'from disk' : `with zeroes, because its mapping is ${mapWord(k)}`;
  const places = blocks.map((block) =>
    describeRange(k, byte(layout.blockStart, block), byte(layout.blockStart, block + 1)),
  );
  return `fills ${[...new Set(places)].join(' and ')} ${source}`;
}

const MAP_WORDS = ['no mapping', 'a hole', 'a delayed allocation', 'an unwritten extent', 'a written extent'];

function describeMap(k: Kernel): string {
  return `${mapWord(k)} at ${describeRange(k, position(k), mapEnd(k))}`;
}

function mapWord(k: Kernel): string {
  return MAP_WORDS[mapType(k)] ?? 'COW blocks over a hole';
}
