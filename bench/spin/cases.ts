/**
 * Entries of the catalogue as macros of zero-range.pml: two cells a block of 4k, positions in cells. `script`
 * is null for an entry, and the script itself where the catalogue has none.
 */
export type SpinCase = {
  readonly entry: string;
  readonly script: string | null;
  readonly defines: Readonly<Record<string, string>>;
};

/** The strategies of the Promela model, and the step each begins with. */
export const SPIN_STRATEGIES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  S0: { STRATEGY: 'SKIP', FIRST: '2' },
  S3: { STRATEGY: 'FLUSH_IF_DIRTY', FIRST: '1' },
  S4: { STRATEGY: 'SCAN', FIRST: '2' },
  S4p: { STRATEGY: 'SCAN_AS_POSTED', FIRST: '2' },
  S8: { STRATEGY: 'BATCH', FIRST: '1' },
};

/** Truncate to `to` cells of a file of `blocks` dirty blocks that hold A. */
function truncateDown(blocks: number, cut: number, setup: string, valid = '1'): SpinCase['defines'] {
  const [from, to] = [2 * blocks, 2 * blocks - 1];
  return {
    ...{ N: String(blocks), CUT: String(cut), OPERATION: 'TRUNCATE', FROM: String(from), TO: String(to) },
    ...{ ZERO_FROM: String(to), ZERO_TO: String(from), VALID: valid, SETUP: setup },
    ...{ 'WANTED(c)': 'A', 'SEEN(c)': '1' },
  };
}

/** Zero range inside a file of unwritten dirty blocks that hold A. */
function zeroRange(blocks: number, from: number, to: number): SpinCase['defines'] {
  const setups = Array.from({ length: blocks }, (_, block) => `setup(${block}, UNWRITTEN, A, A)`);
  const size = String(2 * blocks);
  return {
    ...{ N: String(blocks), CUT: '2', OPERATION: 'ZERO_RANGE', FROM: size, TO: size },
    ...{ ZERO_FROM: String(from), ZERO_TO: String(to), VALID: '1' },
    SETUP: `${setups.join('; ')}; disksize = ${size}`,
    'WANTED(c)': `(((c) < ${from} || (c) >= ${to}) -> A : 0)`,
    'SEEN(c)': '1',
  };
}

const UNWRITTEN_BLOCK = 'setup(0, UNWRITTEN, A, A); disksize = 2';
const TWO_UNWRITTEN_BLOCKS = 'setup(0, UNWRITTEN, A, A); setup(1, UNWRITTEN, A, A); disksize = 4';

export const SPIN_CASES: readonly SpinCase[] = [
  { script: null, entry: 'trunc-down-unwritten-eof', defines: truncateDown(1, 2, UNWRITTEN_BLOCK) },
  { script: null, entry: 'trunc-down-late-in-first-block', defines: truncateDown(1, 3, UNWRITTEN_BLOCK) },
  { script: null, entry: 'trunc-down-delalloc-eof', defines: truncateDown(1, 2, 'setup(0, DELALLOC, A, A)') },
  {
    script: null,
    entry: 'trunc-down-written-dirty-eof',
    defines: {
      ...truncateDown(1, 2, 'setup(0, WRITTEN, B, B); disk[0] = A; disk[1] = A; disksize = 2'),
      'WANTED(c)': 'B',
    },
  },
  { script: null, entry: 'nv-trunc-down', defines: truncateDown(1, 2, UNWRITTEN_BLOCK, '0') },
  { script: null, entry: 'nv-second-block', defines: truncateDown(2, 2, TWO_UNWRITTEN_BLOCKS, '0') },
  {
    script: null,
    entry: 'truncate-up-after-mmap-pollution',
    defines: {
      ...{ N: '2', CUT: '2', OPERATION: 'TRUNCATE', FROM: '1', TO: '4', ZERO_FROM: '1', ZERO_TO: '4' },
      ...{ VALID: '1', SETUP: 'setup(0, UNWRITTEN, A, Z); writable[0] = 1; disksize = 1' },
      ...{ 'WANTED(c)': '((c) == 0 -> A : 0)', 'SEEN(c)': '((c) == 0)' },
    },
  },
  { script: null, entry: 'zero-range-two-dirty-unwritten-blocks-noflush', defines: zeroRange(2, 0, 4) },
  { script: null, entry: 'zero-range-unaligned-inside-unwritten', defines: zeroRange(3, 1, 5) },
];

/** Beyond the catalogue, so that there is something to time. */
export const LARGE_CASES: readonly SpinCase[] = [
  {
    script: 'falloc 0 16k; pwrite 0 16k; zrange 0 16k',
    entry: 'four dirty folios',
    defines: zeroRange(4, 0, 8),
  },
  {
    script: 'falloc 0 20k; pwrite 0 20k; zrange 2k 16k',
    entry: 'five dirty folios',
    defines: zeroRange(5, 1, 9),
  },
];
