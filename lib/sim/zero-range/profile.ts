/**
 * The file system and kernel under test: sizes in bytes, and the switches in which kernels and file systems
 * differ. Each switch changes rules of the model, none knows a scenario.
 */
export type Profile = {
  /** File system block. A divisor or multiple of `page`; at most `folio`. */
  readonly block: number;
  readonly page: number;
  /** Every folio has this size and is aligned to it; a multiple of `page` and of `block`. */
  readonly folio: number;
  /** The file system can tell that a mapping it handed out is out of date. */
  readonly iomapValid: boolean;
  /** Truncate down: XFS zeroes the range first and lowers i_size then; ext4 on iomap the other way round. */
  readonly order: 'xfs' | 'ext4';
  /** pagecache_isize_extended zeroes the exposed part of a dirty EOF folio (52aecaee1c26). */
  readonly isizeZeroing: boolean;
  /** Write extension holds the invalidate lock while it zeroes (v6.12, 20241008085939.266014-6). */
  readonly invalidateLock: boolean;
  /**
   * Zeroing converts delayed allocations that start beyond the EOF block to unwritten (v6.10, 5ce5674187c34).
   */
  readonly delallocPostEof: boolean;
  /** The file may have a COW fork. A script with `cow_prealloc` needs it. */
  readonly cow: boolean;
  /**
   * Zoned XFS: writeback takes the COW delalloc away at submit and adds the data-fork block at completion.
   */
  readonly zoned: boolean;
  /** Folios in one batch; 0 models the failed allocation of the batch. */
  readonly batch: number;
  /** errortag force_zero_range: fzero goes through zero range over its whole length, without a flush. */
  readonly forceZeroRange: boolean;
  /** Mappings of holes are validated like any other (XFS never does). */
  readonly holeValid: boolean;
  /** The dirty scan may return any position of the range: it reads a folio it holds no reference of. */
  readonly arbitraryScan: boolean;
};

/** XFS of v6.12 on 4k blocks, pages and folios; `isizeZeroing` came with v6.13. */
export const DEFAULT_PROFILE: Profile = {
  block: 4096,
  page: 4096,
  folio: 4096,
  iomapValid: true,
  order: 'xfs',
  isizeZeroing: false,
  invalidateLock: true,
  delallocPostEof: true,
  cow: false,
  zoned: false,
  batch: 31,
  forceZeroRange: false,
  holeValid: false,
  arbitraryScan: false,
};

/**
 * The key of each field on the command line, in scripts and in reports; `hole_valid` and `arbitrary_scan` are
 * ours.
 */
export const PROFILE_KEYS: readonly (readonly [key: string, field: keyof Profile])[] = [
  ['block', 'block'],
  ['page', 'page'],
  ['folio', 'folio'],
  ['iomap_valid', 'iomapValid'],
  ['order', 'order'],
  ['isize_zeroing', 'isizeZeroing'],
  ['invalidate_lock', 'invalidateLock'],
  ['delalloc_post_eof', 'delallocPostEof'],
  ['cow', 'cow'],
  ['zoned', 'zoned'],
  ['batch', 'batch'],
  ['force_zero_range', 'forceZeroRange'],
  ['hole_valid', 'holeValid'],
  ['arbitrary_scan', 'arbitraryScan'],
];
