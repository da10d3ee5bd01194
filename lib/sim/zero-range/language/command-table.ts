/** What an option letter takes: nothing, a byte value or a size in bytes. */
export type OptionKind = 'switch' | 'byte' | 'size';

/** One command: its options, its operands in order, and how many of the operands may be left out. */
export type CommandForm = {
  readonly options: Readonly<Record<string, OptionKind>>;
  readonly operands: readonly string[];
  readonly optional: number;
  /** Shown when the command is used wrongly. */
  readonly usage: string;
};

const RANGE = ['offset', 'length'];

/**
 * The subset of xfs_io that the model understands, with the fixtures `cow_prealloc`, `delalloc_prealloc`,
 * `preflush` and `zrange`. Options that change only what is printed (`-v`, `-q`) are kept for the way back
 * to a test.
 */
export const COMMAND_FORMS: Readonly<Record<string, CommandForm>> = {
  pwrite: form('pwrite [-S BYTE] [-b SIZE] OFFSET LENGTH', RANGE, {
    S: 'byte',
    b: 'size',
    q: 'switch',
    w: 'switch',
    W: 'switch',
  }),
  pread: form('pread [-v] OFFSET LENGTH', RANGE, { v: 'switch', q: 'switch', b: 'size' }),
  mmap: form('mmap [-rwx] OFFSET LENGTH', RANGE, { r: 'switch', w: 'switch', x: 'switch' }),
  mwrite: form('mwrite [-S BYTE] [-r] OFFSET LENGTH', RANGE, { S: 'byte', r: 'switch' }, 2),
  mread: form('mread [-v|-f] OFFSET LENGTH', RANGE, { v: 'switch', f: 'switch', r: 'switch' }, 2),
  munmap: form('munmap', []),
  msync: form('msync -s OFFSET LENGTH', RANGE, { s: 'switch', a: 'switch', i: 'switch' }, 2),
  truncate: form('truncate SIZE', ['size']),
  falloc: form('falloc [-k] OFFSET LENGTH', RANGE, { k: 'switch' }),
  fpunch: form('fpunch OFFSET LENGTH', RANGE),
  fzero: form('fzero [-k] OFFSET LENGTH', RANGE, { k: 'switch' }),
  zero: form('zero OFFSET LENGTH', RANGE),
  fcollapse: form('fcollapse OFFSET LENGTH', RANGE),
  finsert: form('finsert OFFSET LENGTH', RANGE),
  fsync: form('fsync', []),
  fdatasync: form('fdatasync', []),
  sync: form('sync', []),
  syncfs: form('syncfs', []),
  sync_range: form('sync_range [-w|-a|-b] OFFSET LENGTH', RANGE, { w: 'switch', a: 'switch', b: 'switch' }),
  fadvise: form('fadvise -d OFFSET LENGTH', RANGE, { d: 'switch' }),
  fiemap: form('fiemap [-v] [OFFSET [LENGTH]]', RANGE, { v: 'switch' }, 2),
  cachestat: form('cachestat OFFSET LENGTH', RANGE, {}, 2),
  seek: form('seek [-d|-h|-a] [-r] OFFSET', ['offset'], {
    a: 'switch',
    d: 'switch',
    h: 'switch',
    r: 'switch',
  }),
  stat: form('stat', [], { v: 'switch' }),
  remount: form('remount', []),
  cow_prealloc: form('cow_prealloc OFFSET LENGTH', RANGE),
  delalloc_prealloc: form('delalloc_prealloc OFFSET LENGTH', RANGE),
  preflush: form('preflush', []),
  zrange: form('zrange OFFSET LENGTH', RANGE),
};

/**
 * xfs_io commands that exist and are left out, each with the reason: a typing error deserves another
 * answer.
 */
export const NOT_MODELLED: Readonly<Record<string, string>> = {
  reflink: 'Use cow_prealloc OFFSET LENGTH for what a reflink with cowextsize leaves behind.',
  cowextsize: 'Use cow_prealloc OFFSET LENGTH for what a reflink with cowextsize leaves behind.',
  extsize: 'Allocation hints are not modelled; falloc makes unwritten extents.',
  shutdown: 'Every state is checked against a crash anyway; leave the line out.',
  inject: 'Write [errortag force_zero_range=1] behind the fzero that shall go through zero range.',
  funshare: 'Shared extents are modelled only through cow_prealloc.',
  collapse: 'Use fcollapse.',
  insert: 'Use finsert.',
  punch: 'Use fpunch.',
  madvise: 'Use fadvise -d to drop clean folios.',
  fwzero: 'Use fzero: FALLOC_FL_WRITE_ZEROES is not modelled.',
  resvsp: 'Use falloc -k.',
  open: 'A script works on one file, which is empty at the start.',
  bmap: 'Use fiemap, which writes everything back first, as in xfs_io.',
  umount: 'Use remount.',
  mount: 'Use remount.',
  mremap: 'Use munmap and mmap.',
};

function form(
  usage: string,
  operands: readonly string[],
  options: Readonly<Record<string, OptionKind>> = {},
  optional = 0,
): CommandForm {
  return { usage, operands, options, optional };
}
