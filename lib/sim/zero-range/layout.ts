import { AppError } from '@/lib/base/app-error.ts';
import type { Operation, Scenario } from '@/lib/sim/zero-range/operation.ts';
import type { Profile } from '@/lib/sim/zero-range/profile.ts';
import { HEADER_BYTES } from '@/lib/sim/zero-range/state.ts';
import { formatBytes } from '@/lib/sim/zero-range/text.ts';

/** A position must fit a byte. */
const CELLS_MAX = 250;
const SIZES_ALLOWED = [512, 1024, 2048, 4096, 8192, 16384, 32768, 65536];

/**
 * The file cut into cells: runs of bytes that no operation of the script, no block, page or folio boundary
 * divides, so all bytes of a cell are always equal. A position is the index of the cell that begins there.
 * The model computes with positions only; `byteAt` gives the bytes back.
 */
export type Layout = {
  readonly cells: number;
  readonly blocks: number;
  readonly folios: number;
  /** Of each position, `cells` included. */
  readonly byteAt: Float64Array;
  /** Block, folio and page of each cell, and for position `cells` one behind the last. */
  readonly blockOf: Uint8Array;
  readonly folioOf: Uint8Array;
  readonly pageOf: Uint8Array;
  /** Where each block, folio and page begins; one more for the end of the file. */
  readonly blockStart: Uint8Array;
  readonly folioStart: Uint8Array;
  readonly pageStart: Uint8Array;
  /** First block of each folio; one more. */
  readonly folioBlock: Uint8Array;
  /** Where the parts of a state begin. */
  readonly blocksAt: number;
  readonly foliosAt: number;
  /** Per folio, the disk size that its writeback will bring. */
  readonly sizesAt: number;
  readonly batchAt: number;
  readonly cellsAt: number;
  /** Per cell, a bit: a program has stored here meanwhile. -1 when no window has stores. */
  readonly storesAt: number;
  readonly stateBytes: number;
  /** Bytes to position, for positions of the script. */
  readonly positionOf: ReadonlyMap<number, number>;
};

/** AppError for sizes that are none and for files that are larger than the model. */
export function layOut(scenario: Scenario): Layout {
  const { profile } = scenario;
  assertProfile(profile);
  const operations = scenario.statements.map(({ operation }) => operation);
  const limit = roundUp(findLimit(operations, profile), profile.folio);
  const smallest = Math.min(profile.block, profile.page);
  if (limit / smallest > CELLS_MAX) throw tooLarge(limit, smallest);
  const bytes = cutPoints(operations, profile, limit, scenario);
  if (bytes.length - 1 > CELLS_MAX) throw tooManyCuts(bytes.length - 1);
  return measure(bytes, profile, scenario);
}

function measure(bytes: readonly number[], profile: Profile, scenario: Scenario): Layout {
  const cells = bytes.length - 1;
  const limit = bytes[cells] as number;
  const positionOf = new Map(bytes.map((byte, index) => [byte, index]));
  const startsOf = (size: number): Uint8Array =>
    Uint8Array.from({ length: limit / size + 1 }, (_, index) => positionOf.get(index * size) as number);
  const indexOf = (size: number): Uint8Array => Uint8Array.from(bytes, (byte) => Math.floor(byte / size));
  const blocks = limit / profile.block;
  const folios = limit / profile.folio;
  const blocksAt = HEADER_BYTES;
  const foliosAt = blocksAt + blocks;
  const sizesAt = foliosAt + folios;
  const batchAt = sizesAt + folios;
  const cellsAt = batchAt + Math.ceil(folios / 8);
  const stores = scenario.statements.some(({ window }) =>
    window?.events.some(({ kind }) => kind === 'store'),
  );
  const end = cellsAt + cells + (stores ? Math.ceil(cells / 8) : 0);
  return {
    cells,
    blocks,
    folios,
    byteAt: Float64Array.from(bytes),
    blockOf: indexOf(profile.block),
    folioOf: indexOf(profile.folio),
    pageOf: indexOf(profile.page),
    blockStart: startsOf(profile.block),
    folioStart: startsOf(profile.folio),
    pageStart: startsOf(profile.page),
    folioBlock: Uint8Array.from(
      { length: folios + 1 },
      (_, index) => (index * profile.folio) / profile.block,
    ),
    blocksAt,
    foliosAt,
    sizesAt,
    batchAt,
    cellsAt,
    storesAt: stores ? cellsAt + cells : -1,
    stateBytes: roundUp(end, 4),
    positionOf,
  };
}

function assertProfile({ block, page, folio, batch }: Profile): void {
  for (const [name, size] of Object.entries({ block, page, folio })) {
    if (SIZES_ALLOWED.includes(size)) continue;
    const allowed = SIZES_ALLOWED.map(formatBytes).join(', ');
    throw new AppError('BAD_INPUT', `The profile has ${name}=${size}.`, `Sizes are one of ${allowed}.`);
  }
  if (block > folio || page > folio) {
    throw new AppError(
      'BAD_INPUT',
      `The profile has folios of ${formatBytes(folio)}, smaller than its ${block > folio ? 'blocks' : 'pages'}.`,
      'A folio holds whole pages and whole blocks: raise folio.',
    );
  }
  if (!Number.isInteger(batch) || batch < 0 || batch > CELLS_MAX) {
    throw new AppError(
      'BAD_INPUT',
      `The profile has batch=${batch}.`,
      `A batch holds 0 to ${CELLS_MAX} folios.`,
    );
  }
}

/** End of the largest range that the script names; inserted ranges make room for themselves. */
function findLimit(operations: readonly Operation[], profile: Profile): number {
  let limit = profile.folio;
  let inserted = 0;
  for (const operation of operations) {
    if (operation.kind === 'truncate') limit = Math.max(limit, operation.size);
    else if ('offset' in operation) limit = Math.max(limit, operation.offset + operation.length);
    if (operation.kind === 'finsert') inserted += operation.length;
  }
  return limit + inserted;
}

/** All boundaries, ascending. Shifted extents shift the cuts too, so then the file is cut evenly. */
function cutPoints(
  operations: readonly Operation[],
  profile: Profile,
  limit: number,
  scenario: Scenario,
): readonly number[] {
  const cuts = new Set<number>([limit]);
  for (let at = 0; at < limit; at += Math.min(profile.block, profile.page)) cuts.add(at);
  for (const operation of operations) {
    if (operation.kind === 'truncate') cuts.add(operation.size);
    else if ('offset' in operation) cuts.add(operation.offset).add(operation.offset + operation.length);
  }
  for (const expectation of scenario.expectations) {
    if (expectation.kind !== 'read') continue;
    cuts
      .add(Math.min(limit, expectation.offset))
      .add(Math.min(limit, expectation.offset + expectation.length));
  }
  if (operations.some(({ kind }) => kind === 'fcollapse' || kind === 'finsert')) {
    const step = [...cuts].reduce(greatestCommonDivisor, 0);
    if (limit / step > CELLS_MAX) throw tooManyCuts(limit / step);
    for (let at = 0; at < limit; at += step) cuts.add(at);
  }
  return [...cuts].filter((cut) => cut <= limit).sort((a, b) => a - b);
}

function greatestCommonDivisor(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return x;
}

function roundUp(value: number, unit: number): number {
  return Math.ceil(value / unit) * unit;
}

function tooLarge(limit: number, unit: number): AppError {
  return new AppError(
    'BOUND_TOO_LARGE',
    `The script spans ${formatBytes(limit)} in units of ${formatBytes(unit)}; the model has room for ${CELLS_MAX}.`,
    'Use a smaller file: verdicts depend on the blocks around the range, not on the size.',
  );
}

function tooManyCuts(cells: number): AppError {
  return new AppError(
    'BOUND_TOO_LARGE',
    `The script cuts the file into ${cells} pieces; the model has room for ${CELLS_MAX}.`,
    'Use a smaller file, or offsets and sizes that are multiples of the block.',
  );
}
