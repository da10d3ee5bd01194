import type { StrategyName } from '@/lib/sim/zero-range/strategy.ts';

/**
 * What people write when they mean a topic of the catalogue: stems, matched at the beginning of a word, or
 * two words in a row. Lower case; everything but letters, digits and `_` separates words.
 */
export const TOPIC_WORDS: Readonly<Record<string, readonly string[]>> = {
  'write-extension': ['append', 'extending', 'extension', 'extend', 'beyond eof', 'past eof', 'post eof'],
  'truncate-down': ['truncate', 'truncation', 'setsize', 'new eof'],
  'truncate-up': ['truncate up', 'isize extend', 'extending truncate'],
  unwritten: ['unwritten', 'prealloc', 'fallocate', 'falloc'],
  written: ['written block', 'overwrite'],
  delalloc: ['delalloc', 'delayed alloc', 'speculative'],
  mmap: ['mmap', 'mapped', 'mwrite', 'page fault', 'pte'],
  hole: ['hole'],
  cow: ['cow', 'reflink', 'shared'],
  clean: ['clean'],
  locked: ['locked', 'trylock', 'folio lock'],
  'sub-page': ['sub page', 'subpage', 'block size', 'blocksize', 'smaller than page', '1k'],
  'large-folio': ['large folio', 'multi page', 'huge'],
  'multi-folio': ['more than one', 'multiple dirty', 'single dirty', 'several', 'multi block'],
  'no-validity': ['iomap_valid', 'validity', 'landmine', 'no cookie', 'valid callback'],
  revalidate: ['revalidat', 'stale mapping', 'cookie', 'sequence'],
  'end-offset': ['end offset', 'length', 'off by'],
  'isize-extended': ['isize_extended', 'pagecache_isize_extended'],
  ext4: ['ext4'],
  'opt-out': ['opt out', 'flag', 'skip the flush'],
  preflush: ['preflush', 'already flush', 'callers flush', 'most callers'],
  scan: ['scan', 'lookup', 'iterate', 'every offset', 'per page'],
  metamix: ['metamix', 'regression', 'strided', 'reaim'],
  nfs: ['nfs', 'out of order'],
  uuidd: ['uuidd', 'same size'],
  cost: ['cost', 'slow', 'performance', 'overhead', 'noticeable', 'expensive', 'latency', 'hurt'],
  crash: ['crash', 'power', 'shutdown'],
  unaligned: ['unaligned', 'partial block'],
};

/** The same for strategies, by code. */
export const STRATEGY_WORDS: Readonly<Record<string, readonly string[]>> = {
  S1: ['truncate flush', 'flush in truncate', 'xfs flush'],
  S2: ['unconditional', 'always flush', 'hoist'],
  S3: ['conditional flush', 'flush if', 'flush when dirty', 'flush and stale', 'flushes', 'dirty check'],
  S4: ['scan', 'dirty folio', 'revalidat'],
  S4nl: ['locked folio', 'trylock', 'locked'],
  S4p: ['end offset'],
  S5: ['iomap_ops', 'ops structure', 'iomap_valid'],
  S6: ['invalidat', 'ebusy', 'throw away', 'toss'],
  S7: ['opt out', 'flag'],
  S8: ['batch', 'under locks', 'under ilock'],
  S8e: ['batch', 'after unlock'],
  S9: ['partial block', 'eof block', 'in memory'],
  S10: ['no create', 'every offset', 'per page', 'page by page'],
};

/**
 * What says a strategy wherever it stands in a discussion of zero range: all stems of one line, at the beginning of
 * words. Narrower than STRATEGY_WORDS, which only weigh suggestions: a wrong link would tell of another idea's costs.
 */
export const PHRASES: readonly (readonly [StrategyName, readonly (readonly string[])[]])[] = [
  ['flush-always', [['unconditional', 'flush'], ['hoist', 'filemap_write_and_wait'], ['flush at the top']]],
  ['flush-if-dirty', [['flush', 'conditional']]],
  ['scan-revalidate', [['revalidation approach'], ['scan', 'dirty folio']]],
  ['valid-in-ops', [['iomap_valid', 'ops']]],
  ['invalidate', [['invalidate', 'cache', 'unwritten']]],
  ['folio-batch', [['batched folio lookup'], ['batch', 'lookup', 'under locks']]],
  ['folio-batch-no-hole-flush', [['drop the flush', 'hole']]],
];
