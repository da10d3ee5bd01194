import type { Operation, Scenario } from '@/lib/sim/zero-range/operation.ts';
import { DEFAULT_PROFILE, type Profile } from '@/lib/sim/zero-range/profile.ts';

/** Scenarios for tests, drawn from numbers: any list of draws makes a script that can be run. */
export type Draw = readonly [kind: number, offset: number, length: number];

const K = 1024;
const FILE = 16;
const SIZES = [
  [4, 4, 4],
  [1, 4, 4],
  [4, 4, 8],
  [2, 4, 8],
  [8, 4, 8],
  [1, 1, 4],
] as const;
const BATCHES = [31, 1, 2] as const;

/** `switches` is read as bits, `sizes` as an index. Mappings can always be validated. */
export function drawProfile(sizes: number, switches: number): Profile {
  const [block, page, folio] = SIZES[sizes % SIZES.length] ?? SIZES[0];
  const has = (bit: number): boolean => ((switches >> bit) & 1) === 1;
  return {
    ...DEFAULT_PROFILE,
    block: block * K,
    page: page * K,
    folio: folio * K,
    cow: true,
    order: has(0) ? 'ext4' : 'xfs',
    isizeZeroing: has(1),
    delallocPostEof: !has(2),
    zoned: has(3) && has(4),
    forceZeroRange: has(5),
    holeValid: has(6),
    batch: BATCHES[(switches >> 7) % 3] ?? 31,
  };
}

/** Sizes and mappings are followed, so that nothing is drawn that the kernel would refuse. */
export function drawScenario(profile: Profile, draws: readonly Draw[]): Scenario {
  let size = 0;
  const operations: Operation[] = [{ kind: 'pwrite', offset: 0, length: K, byte: 0x21 }];
  size = K;
  draws.forEach((draw, index) => {
    const operation = drawOperation(profile, draw, index, size);
    if (operation === null) return;
    operations.push(operation);
    size = sizeAfter(operation, size);
  });
  const statements = operations.map((operation) => ({ operation, window: null }));
  return { domain: 'zero-range', name: 'random', profile, statements, expectations: [] };
}

const KINDS = 17;

function drawOperation(
  profile: Profile,
  [kind, from, span]: Draw,
  index: number,
  size: number,
): Operation | null {
  const offset = (from % (FILE - 1)) * K;
  const length = (1 + (span % (FILE - 1 - (from % (FILE - 1))))) * K;
  const range = { offset, length };
  switch (kind % KINDS) {
    case 0:
    case 1:
      return { kind: 'pwrite', ...range, byte: 0x41 + index };
    case 2:
    case 3:
      return { kind: 'truncate', size: offset };
    case 4:
      return { kind: 'falloc', ...range, keepSize: false };
    case 5:
      return { kind: 'falloc', ...range, keepSize: true };
    case 6:
    case 7: {
      const end = Math.ceil(size / profile.page) * profile.page;
      const start = Math.min(offset, end - K);
      if (end === 0) return null;
      return { kind: 'mwrite', offset: start, length: Math.min(length, end - start), byte: 0x61 + index };
    }
    case 8:
      return { kind: 'fsync' };
    case 9:
      return { kind: 'fpunch', ...range };
    case 10:
      return { kind: 'fzero', ...range, keepSize: true };
    case 11:
      return offset + length > size ? null : { kind: 'zrange', ...range };
    case 12:
      return { kind: 'cow_prealloc', ...range };
    case 13:
      return { kind: 'delalloc_prealloc', ...range };
    case 14:
      return { kind: 'sync_range', mode: span % 2 === 0 ? 'write' : 'wait', offset: 0, length: 0 };
    case 15:
      return { kind: 'dontneed', offset: 0, length: 0 };
    default:
      return drawShift(profile, offset, span % 2 === 0, size);
  }
}

function drawShift({ block }: Profile, near: number, collapses: boolean, size: number): Operation | null {
  const range = { offset: Math.floor(near / block) * block, length: block };
  if (collapses) return range.offset + block < size ? { kind: 'fcollapse', ...range } : null;
  return range.offset < size ? { kind: 'finsert', ...range } : null;
}

function sizeAfter(operation: Operation, size: number): number {
  switch (operation.kind) {
    case 'pwrite':
      return Math.max(size, operation.offset + operation.length);
    case 'falloc':
      return operation.keepSize ? size : Math.max(size, operation.offset + operation.length);
    case 'truncate':
      return operation.size;
    case 'fcollapse':
      return size - operation.length;
    case 'finsert':
      return size + operation.length;
    default:
      return size;
  }
}
